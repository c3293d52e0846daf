/** The open watches that take bookmarks. */
export interface OpenWatches {
  /** `sendBookmark` tells that the watch has come as far as the store; the returned function takes the watch out. */
  add(sendBookmark: () => void): () => void
  /**
   * Sends a bookmark on each: a client that has received it has received all events before, with no need to write
   * something that it could wait for.
   */
  sendBookmarks(): void
}

export function openWatches(): OpenWatches {
  const open = new Set<() => void>()
  return {
    add(sendBookmark) {
      open.add(sendBookmark)
      return () => void open.delete(sendBookmark)
    },
    sendBookmarks() {
      for (const sendBookmark of open) sendBookmark()
    },
  }
}

/** Returns the URL of a source of the ledger, or nothing if it is no page. */
export function sourceLink(source: string): string | undefined {
  const issue = /^(?:kubernetes|release-notes v[\d.]+ )#(\d+)/.exec(source)?.[1]
  if (issue) return `https://github.com/kubernetes/kubernetes/issues/${issue}`
  const proposal = /^KEP-(\d+)/.exec(source)?.[1]
  if (proposal) return `https://github.com/kubernetes/enhancements/issues/${proposal}`
  const [, page, anchor = ''] = /^(docs\/[^#\s]*)(#\S*)?/.exec(source) ?? []
  if (page) return `https://kubernetes.io/${page}/${anchor}`
  const file = /^kubernetes\/([^\s:]+)/.exec(source)?.[1]
  return file ? `https://github.com/kubernetes/kubernetes/blob/master/${file}` : undefined
}

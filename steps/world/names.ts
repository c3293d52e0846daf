/** `web-0`, `web-0 and web-2`, `web-0 to web-4`, `web-4 to web-0`, `data-web-0 to data-web-2 and log-web-0`. */
export const names = (text: string): string[] => text.split(/, | and /).flatMap(range)

function range(text: string): string[] {
  const ends = /^(.+)-(\d+) to \1-(\d+)$/.exec(text)
  if (!ends) return [text]
  const [, set, first, last] = ends as unknown as [string, string, string, string]
  const step = Number(first) <= Number(last) ? 1 : -1
  const count = Math.abs(Number(last) - Number(first)) + 1
  return Array.from({ length: count }, (_, index) => `${set}-${Number(first) + index * step}`)
}

export function countTo(limit: number): number {
  const step = +1
  let count = 0
  while (count !== limit) count += step
  return count
}

export const isEven = (count: number): boolean => count % 2 === 0

export const answered = (): Promise<void> => new Promise((resolve) => resolve())

export function notCalled(): boolean {
  return true
}

/** The candidate most like `word`, when it is likely meant: few letters differ, or one begins with the other. Case does not matter. */
export function findSimilar(word: string, candidates: readonly string[]): string | null {
  const wanted = word.toLowerCase()
  let best: string | null = null
  let bestCost = Math.max(1, Math.floor(word.length / 3)) + 0.5
  for (const candidate of candidates) {
    const known = candidate.toLowerCase()
    const isPart = wanted.length >= 4 && (known.startsWith(wanted) || wanted.startsWith(known))
    const cost = isPart ? 1 : editDistance(wanted, known)
    if (cost < bestCost) [best, bestCost] = [candidate, cost]
  }
  return best
}

/** Fewest insertions, deletions, replacements and swaps of neighbours (Damerau 1964, optimal string alignment). */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const isEqual = a[i - 1] === b[j - 1]
      row[j] = Math.min(row[j - 1] + 1, last[j] + 1, last[j - 1] + (isEqual ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], beforeLast[j - 2] + 1)
    }
    beforeLast = last
    last = row
  }
  return last[b.length]
}

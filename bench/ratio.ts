/** One ratio of ours to a peer's, measured in one run. */
export interface Ratio {
  readonly bench: string
  /** What was done, for people: `exp, n = 100 000`. */
  readonly job: string
  readonly peer: string
  /** Ours / theirs, in operations per CPU second: the best of the rounds of each. */
  readonly ratio: number
  /** What is aimed at; `null` where none is stated. */
  readonly aim: number | null
  /** Whether both did the same work, where a check can tell. */
  readonly isSame?: boolean
}

/** Prints a ratio as a line of JSON, which `npm run bench` gathers into its table. */
export function sayRatio(ratio: Ratio): void {
  console.log(JSON.stringify(ratio))
}

/** Reads such a line; `null` for any other. */
export function readRatio(line: string): Ratio | null {
  if (!line.startsWith('{"bench"')) return null
  const value: unknown = JSON.parse(line)
  return typeof value === 'object' && value !== null && 'ratio' in value && 'job' in value && 'peer' in value ? (value as Ratio) : null
}

/** Two decimals below ten, none above a hundred. */
export function round(ratio: number): number {
  return Number(ratio.toPrecision(ratio < 10 ? 3 : 2))
}

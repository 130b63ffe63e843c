/**
 * What a parser says about input that it cannot take: one entry for each place that is wrong.
 * Everything that comes from outside is parsed to `{ value, problems }`; nothing is dropped silently.
 */
export interface Problem {
  /** Stable kebab-case word for programs, for example `unknown-key`. */
  readonly code: string
  /** Where: a path (`fleet.floatPooled`), a line (`line 17`) or a byte offset (`byte 4096`). */
  readonly place: string
  /** The offending value as text, shortened to 80 characters; empty when something is missing. */
  readonly value: string
  /** One sentence that says what to do. */
  readonly remedy: string
}

/** A parser's answer: `value` is `null` when nothing usable is left; warnings may stand beside a value. */
export interface Parsed<T> {
  readonly value: T | null
  readonly problems: readonly Problem[]
}

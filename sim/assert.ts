/** A programmer's error: it ends the run. `code` is stable and kebab-case, `value` is what was found. */
export class AssertionError extends Error {
  readonly code: string
  readonly value: number | string | undefined

  constructor(code: string, value?: number | string) {
    super(value === undefined ? code : `${code}: ${value}`)
    this.name = 'AssertionError'
    this.code = code
    this.value = value
  }
}

/**
 * Checks a condition that only a programmer's error can break; always on. Input from outside is parsed to `{ value, problems }` instead.
 * Throws AssertionError with `code` (kebab-case) and the offending `value`.
 */
export function assert(condition: boolean, code: string, value?: number | string): asserts condition {
  if (!condition) throw new AssertionError(code, value)
}

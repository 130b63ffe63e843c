import type { Problem } from '../../data/columns/index.ts'

/** A problem with its value shortened to 80 characters. */
export function toProblem(code: string, place: string, value: string, remedy: string): Problem {
  return { code, place, value: value.slice(0, 80), remedy }
}

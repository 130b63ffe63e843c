import type { Problem } from '../../../data/columns/index.ts'

/** Thrown inside this folder only and caught by `readOsmPbf`: the file cannot be taken, and why. */
export class Refusal extends Error {
  readonly problem: Problem

  constructor(code: string, byte: number, value: string, remedy: string) {
    super(code)
    this.problem = { code, place: `byte ${byte}`, value: value.slice(0, 80), remedy }
  }
}

import type { Parsed } from '../data/columns/index.ts'
import type { Call, CommandSpec } from './args.ts'

/** Gives one finished piece of the answer out: as an object for programs and as text for people. */
export type Print = (json: object, text: string) => void

/** A command: its face and what it does. The answer's value says whether everything passed; `null` with problems is bad input. */
export interface Command extends CommandSpec {
  readonly run: (call: Call, print: Print) => Promise<Parsed<boolean>>
}

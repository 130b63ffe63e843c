import { readFileSync } from 'node:fs'
import type { CommandSpec } from './args.ts'
import { usageOf } from './args.ts'

/** What the program can do: every command that works, and no other. */
export function describeProgram(commands: readonly CommandSpec[]): string {
  const others = [
    ['help [command]', 'Say what a command takes'],
    ['--version', 'Say which version this is'],
  ]
  const rows = [...commands.map(({ name, summary }) => [name, summary]), ...others]
  const width = Math.max(...rows.map(([name]) => name.length))
  const lines = rows.map(([name, summary]) => `  ${name.padEnd(width)}  ${summary}`)
  return ['voltwin <command> [options]', '', ...lines, '', 'Exit status: 0 all passed, 1 something failed, 2 bad input.'].join('\n')
}

/** What one command takes. */
export function describeCommand(command: CommandSpec): string {
  const width = Math.max(0, ...Object.keys(command.options).map((name) => name.length))
  const lines = Object.entries(command.options).map(
    ([name, { meaning, choices }]) => `  --${name.padEnd(width)}  ${meaning}${choices ? ` (${choices.join(', ')})` : ''}`,
  )
  return [usageOf(command), '', command.summary, ...(lines.length > 0 ? ['', ...lines] : [])].join('\n')
}

/** The version of the package. */
export function readVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}

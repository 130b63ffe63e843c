import { parseArgs } from 'node:util'
import type { Parsed, Problem } from '../data/columns/index.ts'

/** How an option's text is read: `flag` takes no text, `count` a whole number from 1, `whole` one from 0, `list` words split by commas. */
export type OptionKind = 'flag' | 'text' | 'count' | 'whole' | 'list'

export interface OptionSpec {
  readonly kind: OptionKind
  readonly meaning: string
  /** What may stand there; any text when absent. */
  readonly choices?: readonly string[]
}

/** A command's face: what it is called, what it takes, in one sentence what it does. The help is made from it. */
export interface CommandSpec {
  readonly name: string
  readonly summary: string
  readonly positionals: readonly string[]
  readonly options: Readonly<Record<string, OptionSpec>>
}

export type OptionValue = boolean | number | string | readonly string[]

/** What was asked for, read and checked. Options that were not given are absent. */
export interface Call<C extends CommandSpec = CommandSpec> {
  readonly command: C
  readonly positionals: readonly string[]
  readonly options: Readonly<Record<string, OptionValue>>
}

/** Problems that the command line can have end the program with this status. */
export const badInputStatus = 2

/** Finds the command (the longest name that fits) and reads what follows it. Nothing is guessed and nothing is ignored. */
export function parseCall<C extends CommandSpec>(words: readonly string[], commands: readonly C[]): Parsed<Call<C>> {
  const fitting = commands.filter(({ name }) => name.split(' ').every((word, index) => words[index] === word))
  const command = fitting.toSorted((a, b) => b.name.length - a.name.length)[0]
  if (command === undefined) return { value: null, problems: [unknownCommand(words, commands)] }
  return parseRest(command, words.slice(command.name.split(' ').length))
}

function unknownCommand(words: readonly string[], commands: readonly CommandSpec[]): Problem {
  const value = words
    .filter((word) => !word.startsWith('-'))
    .slice(0, 2)
    .join(' ')
  const family = commands.filter(({ name }) => name.startsWith(`${words[0]} `))
  const names = (family.length > 0 ? family : commands).map(({ name }) => name)
  return { code: 'unknown-command', place: 'command', value: value.slice(0, 80), remedy: `Choose one of: ${names.join(', ')}.` }
}

function parseRest<C extends CommandSpec>(command: C, words: readonly string[]): Parsed<Call<C>> {
  const problems: Problem[] = []
  const options: Record<string, OptionValue> = {}
  const { tokens } = parseArgs({ args: [...words], options: describeOptions(command), strict: false, allowPositionals: true, tokens: true })
  for (const token of tokens) {
    if (token.kind !== 'option') continue
    const spec = Object.hasOwn(command.options, token.name) ? command.options[token.name] : undefined
    const read = spec ? readOption(token.rawName, spec, valueOf(token)) : unknownOption(token.rawName, command)
    problems.push(...read.problems)
    if (read.value !== null) options[token.name] = read.value
  }
  const positionals = tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : []))
  problems.push(...checkPositionals(command, positionals))
  return { value: problems.length > 0 ? null : { command, positionals, options }, problems }
}

/** An option never swallows the next one: `--city --json` lacks a city. */
function valueOf(token: { value?: string | undefined; inlineValue?: boolean | undefined }): string | undefined {
  return token.inlineValue !== true && token.value?.startsWith('--') ? undefined : token.value
}

function describeOptions(command: CommandSpec) {
  const entries = Object.entries(command.options)
  return Object.fromEntries(
    entries.map(([name, { kind }]) => [name, { type: kind === 'flag' ? ('boolean' as const) : ('string' as const) }]),
  )
}

function unknownOption(rawName: string, command: CommandSpec): Parsed<OptionValue> {
  const known = Object.keys(command.options).map((name) => `--${name}`)
  const remedy = `Leave it out: ${command.name} knows ${known.join(', ')}.`
  return { value: null, problems: [{ code: 'unknown-option', place: rawName, value: rawName.slice(0, 80), remedy }] }
}

function readOption(place: string, spec: OptionSpec, text: string | undefined): Parsed<OptionValue> {
  const refuse = (code: string, remedy: string) => ({ value: null, problems: [{ code, place, value: (text ?? '').slice(0, 80), remedy }] })
  if (spec.kind === 'flag') return text === undefined ? { value: true, problems: [] } : refuse('unwanted-value', 'Write the option alone.')
  if (text === undefined || text === '') return refuse('missing-value', `Give a value: ${spec.meaning}.`)
  const words = spec.kind === 'list' ? text.split(',') : [text]
  const { choices } = spec
  if (choices && !words.every((word) => choices.includes(word))) return refuse('unknown-value', `Choose from ${choices.join(', ')}.`)
  if (spec.kind === 'text') return { value: text, problems: [] }
  if (spec.kind === 'list') return { value: words, problems: [] }
  const least = spec.kind === 'count' ? 1 : 0
  const value = Number(text)
  const isWhole = /^\d+(e\d+)?$/i.test(text) && Number.isSafeInteger(value) && value >= least
  return isWhole ? { value, problems: [] } : refuse('bad-number', `Write a whole number from ${least} on.`)
}

function checkPositionals(command: CommandSpec, given: readonly string[]): Problem[] {
  const missing = command.positionals.slice(given.length)
  const surplus = given.slice(command.positionals.length)
  return [
    ...missing.map((name) => ({ code: 'missing-argument', place: `<${name}>`, value: '', remedy: `Write: ${usageOf(command)}` })),
    ...surplus.map((word) => ({
      code: 'unwanted-argument',
      place: 'command',
      value: word.slice(0, 80),
      remedy: `Write: ${usageOf(command)}`,
    })),
  ]
}

/** One line: the command with its arguments and options. */
export function usageOf({ name, positionals, options }: CommandSpec): string {
  const flags = Object.entries(options).map(([option, { kind }]) => (kind === 'flag' ? `[--${option}]` : `[--${option} ${kind}]`))
  return ['voltwin', name, ...positionals.map((word) => `<${word}>`), ...flags].join(' ')
}

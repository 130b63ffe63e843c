import type { Problem } from '../data/columns/index.ts'
import { badInputStatus, parseCall } from './args.ts'
import { commands } from './commands.ts'
import { describeCommand, describeProgram, readVersion } from './help.ts'

/** Runs what the words ask for and answers with the exit status: 0 all passed, 1 something failed, 2 bad input. */
async function main(words: readonly string[]): Promise<number> {
  if (words.length === 0) {
    console.error(describeProgram(commands))
    return badInputStatus
  }
  if (words[0] === 'help' || words.includes('--help')) return help(words.filter((word) => word !== 'help' && word !== '--help'))
  if (words[0] === '--version') {
    console.log(readVersion())
    return 0
  }
  return call(words)
}

function help(words: readonly string[]): number {
  if (words.length === 0) {
    console.log(describeProgram(commands))
    return 0
  }
  const asked = words
    .filter((word) => !word.startsWith('-'))
    .slice(0, 2)
    .join(' ')
  const found = commands.filter(({ name }) => `${asked} `.startsWith(`${name} `) || `${name} `.startsWith(`${asked} `))
  if (found.length === 0) return refuse(parseCall(words, commands).problems)
  console.log(found.map(describeCommand).join('\n\n'))
  return 0
}

async function call(words: readonly string[]): Promise<number> {
  const { value, problems } = parseCall(words, commands)
  if (value === null) return refuse(problems)
  const isJson = value.options['json'] === true
  const answer = await value.command.run(value, (json, text) => console.log(isJson ? JSON.stringify(json) : text))
  report(answer.problems)
  if (answer.value === null) return badInputStatus
  return answer.value ? 0 : 1
}

function refuse(problems: readonly Problem[]): number {
  report(problems)
  return badInputStatus
}

/** Problems go to standard error, so that standard output stays what `--json` promises. */
function report(problems: readonly Problem[]): void {
  for (const { code, place, value, remedy } of problems)
    console.error(`${code}: ${place}${value && value !== place ? ` "${value}"` : ''}. ${remedy}`)
}

// A reader that has seen enough (`voltwin … | head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})
process.exitCode = await main(process.argv.slice(2))

import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { commands } from './commands.ts'
import { describeCommand, describeProgram, readVersion } from './help.ts'

function voltwin(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/voltwin.mjs', ...words], { encoding: 'utf8' })
  return { status, stdout, stderr }
}

test('help goes to standard output and names each command once', () => {
  const { status, stdout, stderr } = voltwin('--help')
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  expect(stdout.trim()).toBe(describeProgram(commands))
  for (const { name } of commands) expect(stdout.split('\n').filter((line) => line.startsWith(`  ${name}  `))).toHaveLength(1)
})

describe('every command that help lists works: it loads, and answers what is not there with place and remedy', () => {
  test.each(commands.filter(({ positionals }) => positionals.length > 0).map((command) => [command.name, command] as const))(
    '%s',
    async (_name, command) => {
      const printed: string[] = []
      const call = { command, positionals: command.positionals.map(() => 'no/such/place'), options: {} }
      const { value, problems } = await command.run(call, (_json, text) => printed.push(text))
      expect({ value, printed }).toEqual({ value: null, printed: [] })
      expect(problems.map(({ place, value: given }) => `${place} ${given}`).join()).toContain('no/such/place')
      for (const { remedy } of problems) expect(remedy).toMatch(/\w+.*\.$/)
    },
  )
})

test('each option has a meaning, and the help of a command shows it', () => {
  for (const command of commands) {
    const text = describeCommand(command)
    for (const [name, { meaning }] of Object.entries(command.options))
      expect(text).toMatch(new RegExp(`--${name} +${meaning.replace(/[()]/g, '\\$&')}`))
  }
})

test.each([[['fly']], [['check', 'ageing']], [['check', 'ageing', 'no/such/place', '--json']], [[]]])(
  'bad input %j: status 2, words on standard error only',
  (words) => {
    const { status, stdout, stderr } = voltwin(...words)
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toMatch(/\w/)
  },
)

test('--version says the version of the package', () => {
  expect(voltwin('--version')).toEqual({ status: 0, stdout: `${readVersion()}\n`, stderr: '' })
})

test.skipIf(!existsSync('../shared/data/degradation-golden'))('--json prints one JSON object and nothing else', () => {
  const { status, stdout, stderr } = voltwin(
    'check',
    'ageing',
    '../shared/data/degradation-golden',
    '--models',
    'Lfp_Gr_250AhPrismatic',
    '--json',
  )
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  expect(JSON.parse(stdout)).toMatchObject({ suite: 'ageing', total: 8, passed: 8, failed: [] })
})

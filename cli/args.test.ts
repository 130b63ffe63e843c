import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseCall, type CommandSpec } from './args.ts'

const commands: readonly CommandSpec[] = [
  { name: 'city', summary: '', positionals: ['file'], options: { json: { kind: 'flag', meaning: 'JSON' } } },
  {
    name: 'bench hold',
    summary: '',
    positionals: [],
    options: {
      n: { kind: 'count', meaning: 'events' },
      seed: { kind: 'whole', meaning: 'seed' },
      kind: { kind: 'list', meaning: 'kinds', choices: ['exp', 'const'] },
      out: { kind: 'text', meaning: 'a folder' },
    },
  },
]

const parse = (line: string) => parseCall(line.split(' ').filter(Boolean), commands)
const codes = (line: string) => parse(line).problems.map(({ code, place }) => `${code} ${place}`)

test('a call carries its command, arguments and typed options', () => {
  const { value, problems } = parse('bench hold --n 1e5 --seed=0 --kind exp,const --out x')
  expect(problems).toEqual([])
  expect(value?.command.name).toBe('bench hold')
  expect(value?.options).toEqual({ n: 100_000, seed: 0, kind: ['exp', 'const'], out: 'x' })
})

test('options may stand before and after arguments, and what follows -- is an argument', () => {
  expect(parse('city --json a.pbf').value).toMatchObject({ positionals: ['a.pbf'], options: { json: true } })
  expect(parse('city -- --odd.pbf').value).toMatchObject({ positionals: ['--odd.pbf'], options: {} })
})

describe('refused, with the place', () => {
  test.each([
    ['', 'unknown-command command'],
    ['fly', 'unknown-command command'],
    ['bench fly', 'unknown-command command'],
    ['city', 'missing-argument <file>'],
    ['city a b', 'unwanted-argument command'],
    ['city a --jsn', 'unknown-option --jsn'],
    ['city a -j', 'unknown-option -j'],
    ['city a --constructor=5', 'unknown-option --constructor'],
    ['city a --json=yes', 'unwanted-value --json'],
    ['bench hold --n', 'missing-value --n'],
    ['bench hold --out --n 3', 'missing-value --out'],
    ['bench hold --n 0', 'bad-number --n'],
    ['bench hold --n -5', 'bad-number --n'],
    ['bench hold --n 1.5', 'bad-number --n'],
    ['bench hold --n 1e99', 'bad-number --n'],
    ['bench hold --kind exp,log', 'unknown-value --kind'],
  ])('%s', (line, expected) => {
    expect(parse(line).value).toBeNull()
    expect(codes(line)).toContain(expected)
  })

  test('an unknown command of a known family names the family', () => {
    expect(parse('bench fly').problems[0]?.remedy).toBe('Choose one of: bench hold.')
  })
})

test('whatever is typed, there is a value or a problem, never both and never a throw', () => {
  const word = fc.oneof(
    fc.constantFrom('city', 'bench', 'hold', '--json', '--n', '--kind=exp', '--', '-', '5', '__proto__', '--constructor=5'),
    fc.string(),
  )
  fc.assert(
    fc.property(fc.array(word, { maxLength: 6 }), (words) => {
      const { value, problems } = parseCall(words, commands)
      expect(value === null).toBe(problems.length > 0)
    }),
  )
})

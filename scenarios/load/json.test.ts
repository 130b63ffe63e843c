import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseJson } from './json.ts'

describe('JSON', () => {
  it('reads whatever the engine’s own parser reads, to the same value', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(0, 1, 4), (text, indent) => {
        const spaced = JSON.stringify(JSON.parse(text), null, indent)
        const { value, problems } = parseJson(spaced)
        expect(problems).toEqual([])
        expect(JSON.stringify(value)).toBe(spaced.length > 0 ? JSON.stringify(JSON.parse(spaced)) : '')
      }),
    )
  })

  it('refuses whatever the engine’s own parser refuses, and nothing else', () => {
    const pieces = fc.array(fc.constantFrom('{', '}', '[', ']', ':', ',', '"a"', '"b\\n"', '1', '-0.5e3', '01', 'true', 'nul', ' ', '"'))
    fc.assert(
      fc.property(pieces, (list) => {
        const text = list.join('')
        let isValid = true
        try {
          JSON.parse(text)
        } catch {
          isValid = false
        }
        const { problems } = parseJson(text)
        expect(problems.every(({ code }) => code === 'duplicate-key')).toBe(isValid)
      }),
      { numRuns: 2000 },
    )
  })

  it.each([
    ['', 'line 1, column 1'],
    ['{\n  "a": 1,\n}', 'line 3, column 1'],
    ['{\n  "a": 1\n  "b": 2\n}', 'line 3, column 3'],
    ['{ "a": 0,5 }', 'line 1, column 10'],
    ['{ "a": 1 } x', 'line 1, column 12'],
    ['{ a: 1 }', 'line 1, column 3'],
    ['{ "a": 1', 'line 1, column 9'],
  ])('says where %j breaks', (text, place) => {
    const { value, problems } = parseJson(text)
    expect(value).toBeNull()
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatchObject({ code: 'broken-json', place })
    expect(problems[0].remedy).not.toBe('')
  })

  it('finds a key that comes twice', () => {
    expect(parseJson('{\n "days": 1,\n "days": 2 }').problems).toMatchObject([{ code: 'duplicate-key', place: 'line 3, column 2' }])
  })

  it('does not exhaust the stack on deep nesting', () => {
    expect(parseJson('['.repeat(100_000)).problems).toMatchObject([{ code: 'broken-json', remedy: 'Nest at most 64 levels' }])
  })

  it('keeps a key named __proto__ as a plain key', () => {
    const { value } = parseJson('{ "__proto__": { "days": 1 } }')
    expect(Object.keys(value as object)).toEqual(['__proto__'])
    expect((value as { days?: number }).days).toBeUndefined()
  })
})

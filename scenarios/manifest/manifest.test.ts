import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkManifest, createManifest, hashManifest, hashSources, parseManifest, schemaVersion } from './index.ts'

const ours = createManifest({
  engine: '00000000000000e1',
  scenario: '00000000000000a1',
  models: '00000000000000b1',
  city: '00000000000000c1',
  grid: '',
  own: '',
  policyModel: '',
  seed: 1,
  scenarioName: 'baseline',
  cityName: 'generated',
})

describe('manifest', () => {
  it('accepts what was written under the same one, renamed or not', () => {
    expect(checkManifest(ours, { ...ours, scenarioName: 'renamed', cityName: 'other name' })).toEqual([])
    expect(hashManifest({ ...ours, scenarioName: 'renamed' })).toBe(hashManifest(ours))
  })

  it.each(['engine', 'scenario', 'models', 'city', 'grid', 'policyModel'] as const)('refuses another %s, with a reason', (key) => {
    const theirs = { ...ours, [key]: '00000000000000ff' }
    const problems = checkManifest(ours, theirs)
    expect(problems).toMatchObject([{ code: `other-${key.replace('M', '-m')}`, place: `manifest.${key}` }])
    expect(problems[0].value).toContain('00000000000000ff')
    expect(problems[0].remedy).toContain('run')
    expect(checkManifest(ours, theirs, [key])).toEqual([])
    expect(hashManifest(theirs)).not.toBe(hashManifest(ours))
  })

  it('names scenario and city, and shows that there was no grid', () => {
    const theirs = { ...ours, scenario: '00000000000000a2', scenarioName: 'heat-wave', seed: 2, schemaVersion: 0 }
    expect(checkManifest(ours, theirs).map(({ code, value }) => [code, value])).toEqual([
      ['other-schema-version', '0 instead of 1'],
      ['other-scenario', 'heat-wave (00000000000000a2) instead of baseline (00000000000000a1)'],
      ['other-seed', '2 instead of 1'],
    ])
    expect(checkManifest({ ...ours, grid: 'aa' }, ours)[0].value).toBe('none instead of aa')
  })

  it('is read back as it was written', () => {
    expect(parseManifest(JSON.stringify(ours))).toEqual({ value: ours, problems: [] })
  })

  it.each([
    ['broken text', '{"engine": ', ['broken-json']],
    ['no object', '[]', ['wrong-type']],
    ['a missing key', JSON.stringify({ ...ours, city: undefined }), ['missing-key']],
    ['wrong types', JSON.stringify({ ...ours, seed: 'x', engine: 3 }), ['wrong-type', 'wrong-type']],
    ['a newer schema', JSON.stringify({ ...ours, schemaVersion: schemaVersion + 1 }), ['newer-version']],
  ])('%s gives problems', (_, text, codes) => {
    const { value, problems } = parseManifest(text)
    expect(value).toBeNull()
    expect(problems.map(({ code }) => code)).toEqual(codes)
  })
})

describe('build hash', () => {
  const anyFiles = fc.uniqueArray(fc.record({ path: fc.string({ minLength: 1 }), text: fc.string() }), { selector: ({ path }) => path })

  it('does not depend on the order of files or on line ends', () => {
    fc.assert(
      fc.property(anyFiles, (files) => {
        const windows = files.toReversed().map(({ path, text }) => ({ path, text: text.replaceAll('\r\n', '\n').replaceAll('\n', '\r\n') }))
        expect(hashSources(windows)).toBe(hashSources(files))
      }),
    )
  })

  it('changes with any text, and with any name', () => {
    const file = { path: 'sim/a.ts', text: 'one' }
    const hashes = [[], [file], [{ ...file, text: 'two' }], [{ ...file, path: 'sim/b.ts' }], [file, { ...file, path: 'sim/b.ts' }]].map(
      hashSources,
    )
    expect(new Set(hashes).size).toBe(hashes.length)
  })
})

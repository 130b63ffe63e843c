import { describe, expect, test } from 'vitest'
import type { LearnSource } from './learn-types.ts'
import { checkSettings, defaultSettings, readHidden, settingFields } from './settings.ts'

const source: LearnSource = {
  kind: 'capacity',
  name: 'cells',
  cells: 57,
  rows: 800,
  knownRows: 800,
  features: ['sohFrac', 'headroomFrac', 'efc', 'v_mean'].map((name) => ({ name, unit: '', meaning: '' })),
  target: { name: 'life', unit: 'cycles', transform: 'log' },
  splits: [],
  hasOwnSplit: false,
}
const usual = defaultSettings(source)

describe('settings of a training', () => {
  test('start with what a fleet measures too, and with few epochs where cells are few', () => {
    expect(usual.features).toEqual(['headroomFrac', 'efc'])
    expect(defaultSettings({ ...source, kind: 'table' })).toMatchObject({
      features: source.features.map(({ name }) => name),
      validationFrac: 0,
    })
    expect(checkSettings(usual, source)).toEqual({ value: usual, problems: [] })
  })

  test.each([
    ['features', { features: [] }],
    ['features', { features: ['nothing'] }],
    ['hidden', { hidden: [0] }],
    ['hidden', { hidden: [1, 2, 3, 4, 5] }],
    ['hidden', { hidden: [NaN] }],
    ...settingFields.map(({ key }): [string, object] => [key, { [key]: NaN }]),
    ...settingFields.map(({ key, range }): [string, object] => [key, { [key]: range[1] + 1 }]),
    ['epochs', { epochs: 1.5 }],
  ])('%s: %j is a problem with its place', (key, part) => {
    const { value, problems } = checkSettings({ ...usual, ...part }, source)
    expect([value, problems.map(({ place }) => place)]).toEqual([null, [`settings.${key}`]])
  })

  test('hidden units are read as people write them', () => {
    expect([readHidden('16, 8'), readHidden(' 16x8 '), readHidden(''), readHidden('16; many')]).toEqual([[16, 8], [16, 8], [], [16, NaN]])
  })
})

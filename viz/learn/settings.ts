import type { Parsed, Problem } from '../../data/columns/index.ts'
import type { LearnSource } from './learn-types.ts'

/** What a person can say of a training. */
export interface LearnSettings {
  /** Names of the features that the net sees. */
  readonly features: readonly string[]
  /** Units of each hidden layer. */
  readonly hidden: readonly number[]
  readonly epochs: number
  readonly learningRate: number
  readonly weightDecay: number
  readonly seed: number
  /** Share of cells for the test where the files name no split, 0..1. */
  readonly testFrac: number
  /** Share of the other cells that choose the epoch, 0..1. */
  readonly validationFrac: number
}

type NumberKey = Exclude<keyof LearnSettings, 'features' | 'hidden'>

/** A number of the form, with what it means and what may stand there. */
export interface SettingField {
  readonly key: NumberKey
  readonly label: string
  readonly unit: string
  /** From what stands inside to what is shown: shares as percent. */
  readonly scale: number
  readonly range: readonly [number, number]
  readonly isWhole: boolean
  readonly meaning: string
}

export const settingFields: readonly SettingField[] = [
  { key: 'epochs', label: 'Epochs', unit: '', scale: 1, range: [1, 5000], isWhole: true, meaning: 'Passes over all training rows' },
  {
    key: 'learningRate',
    label: 'Learning rate',
    unit: '',
    scale: 1,
    range: [1e-5, 0.5],
    isWhole: false,
    meaning: 'Size of a step; smaller is slower and calmer',
  },
  {
    key: 'weightDecay',
    label: 'Weight decay',
    unit: '',
    scale: 1,
    range: [0, 10],
    isWhole: false,
    meaning: 'Pull of the weights to 0, against learning by heart',
  },
  {
    key: 'seed',
    label: 'Seed',
    unit: '',
    scale: 1,
    range: [0, 4_294_967_295],
    isWhole: true,
    meaning: 'Names the luck: same data and seed, same weights',
  },
  {
    key: 'testFrac',
    label: 'Test cells',
    unit: '%',
    scale: 100,
    range: [0, 0.8],
    isWhole: false,
    meaning: 'Never learned from; the errors that count are theirs',
  },
  {
    key: 'validationFrac',
    label: 'Validation cells',
    unit: '%',
    scale: 100,
    range: [0, 0.8],
    isWhole: false,
    meaning: 'Of the others: not learned from, they choose the best epoch',
  },
]

const maxLayers = 4
const maxUnits = 256

/** A small table has too few cells to hold some back: its epochs were chosen by cross-validation on Severson’s 41 training cells. */
const fewCells = 60

/** What a training starts with, by source. */
export function defaultSettings({ kind, features, splits, cells }: LearnSource): LearnSettings {
  const training = splits.find(({ name }) => name === 'train')?.cells ?? cells
  const isSmall = (kind === 'early-life' || kind === 'table') && training < fewCells
  return {
    features: usualFeatures(
      kind,
      features.map(({ name }) => name),
    ),
    hidden: [16, 16],
    epochs: isSmall ? 100 : 60,
    learningRate: 0.003,
    weightDecay: isSmall ? 1 : 0.1,
    seed: 1,
    testFrac: 0.2,
    validationFrac: isSmall ? 0 : 0.2,
  }
}

/** What a fleet and a cell tell alike; what only names its place in the fleet's year or repeats another is left to the person. */
const usual: Readonly<Partial<Record<LearnSource['kind'], readonly string[]>>> = {
  capacity: ['headroomFrac', 'efc', 'lifeFadePerCycle', 'recentFadePerCycle'],
  run: ['headroomFrac', 'efc', 'ageDays', 'fadePerDay', 'lifeFadePerDay', 'cyclesPerDay', 'seasonSin', 'seasonCos'],
}

function usualFeatures(kind: LearnSource['kind'], names: readonly string[]): readonly string[] {
  const wanted = usual[kind]
  return wanted === undefined ? names : wanted.filter((name) => names.includes(name))
}

/** Everything that is wrong with settings for a source; places are `settings.<key>`. */
export function checkSettings(settings: LearnSettings, source: LearnSource): Parsed<LearnSettings> {
  const problems: Problem[] = []
  const complain = (key: string, value: unknown, remedy: string) =>
    void problems.push({ code: 'bad-setting', place: `settings.${key}`, value: String(value).slice(0, 40), remedy })
  const { features, hidden } = settings
  if (features.length === 0) complain('features', '', 'Choose at least one feature.')
  const unknown = features.filter((name) => !source.features.some((feature) => feature.name === name))
  if (unknown.length > 0) complain('features', unknown.join(', '), 'Choose features that these data have.')
  if (hidden.length > maxLayers || !hidden.every((units) => Number.isInteger(units) && units >= 1 && units <= maxUnits))
    complain(
      'hidden',
      hidden.join(', '),
      `Write up to ${maxLayers} whole numbers from 1 to ${maxUnits}, for example 16, 16; nothing for a straight net.`,
    )
  for (const { key, label, range, isWhole, scale, unit } of settingFields) {
    const value = settings[key]
    const isGood = value >= range[0] && value <= range[1] && (!isWhole || Number.isInteger(value))
    const ends = range.map((end) => `${Number((end * scale).toPrecision(10))}${unit}`)
    if (!isGood) complain(key, value * scale, `${label}: write a ${isWhole ? 'whole ' : ''}number from ${ends[0]} to ${ends[1]}.`)
  }
  return { value: problems.length > 0 ? null : settings, problems }
}

/** `16, 16` → [16, 16]; what is no number becomes NaN, which `checkSettings` refuses. */
export function readHidden(text: string): readonly number[] {
  return text
    .split(/[\s,;x×]+/)
    .filter((word) => word !== '')
    .map(Number)
}

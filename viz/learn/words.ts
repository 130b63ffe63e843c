import { CellRole } from '../../ml/index.ts'
import type { ErrorFigures, Feature, Judgement, SplitErrors, Target } from '../../ml/index.ts'
import { formatCount, formatQuantity } from '../format.ts'
import type { LearnSource, SourceKind } from './learn-types.ts'

/** What is split and never torn apart, for people. */
export function nameCells(kind: SourceKind, count = 2): string {
  if (kind === 'run') return count === 1 ? 'battery' : 'batteries'
  return count === 1 ? 'cell' : 'cells'
}

/** A feature for people: what it means, or the name of its column. */
export function sayFeature({ name, meaning }: Feature): string {
  return meaning === '' || meaning.startsWith('Column ') ? name : meaning
}

/** A figure of a target with its unit. */
export function sayFigure(value: number, { unit }: Pick<Target, 'unit'>): string {
  const words = formatQuantity(value, unit === 'd' ? 'days' : unit)
  return `${words.number}\u202f${words.unit}`.trim()
}

export type Judged = 'net' | 'oneFeature' | 'straightLine'

/** What predicts, for people; the one feature is named where it is known. */
function nameJudged(judged: Judged, oneFeature: Feature | null = null): string {
  if (judged === 'net') return 'the net'
  if (judged === 'straightLine') return 'the straight line'
  return oneFeature === null ? 'the one-feature line' : `the one-feature line (${sayFeature(oneFeature)})`
}

/** The splits that decide: all tests, else validation, else what was learned from. */
export function decidingSplits({ splits }: Judgement): readonly SplitErrors[] {
  const of = (role: number) => splits.filter((split) => split.role === role)
  return [of(CellRole.test), of(CellRole.validation), of(CellRole.training)].find((found) => found.length > 0) ?? []
}

/** RMSE over several splits together; NaN where one has none. */
export function pooledRmse(splits: readonly SplitErrors[], judged: Judged): number {
  const figures = splits.map((split) => split[judged])
  const rows = figures.reduce((sum, figure) => sum + (figure?.n ?? 0), 0)
  return Math.sqrt(figures.reduce((sum, figure) => sum + (figure === null ? NaN : figure.rmse * figure.rmse * figure.n), 0) / rows)
}

export interface Verdict {
  readonly best: Judged | null
  readonly headline: string
  readonly text: string
}

/** Within so many hundredths two errors are called alike. */
const alikePercent = 5

/** Which of the three predicts best, in plain words, also when it is not the net. */
export function sayVerdict(judgement: Judgement, { kind, target }: Pick<LearnSource, 'kind' | 'target'>): Verdict {
  const deciding = decidingSplits(judgement)
  if (deciding.length === 0) return { best: null, headline: 'Not judged', text: 'No row with a known end is left to judge by.' }
  const errors = (['net', 'oneFeature', 'straightLine'] as const)
    .map((judged) => ({ judged, rmse: pooledRmse(deciding, judged) }))
    .filter(({ rmse }) => Number.isFinite(rmse))
    .toSorted((a, b) => a.rmse - b.rmse)
  const net = errors.find(({ judged }) => judged === 'net')
  if (net === undefined)
    return { best: null, headline: 'Not judged', text: 'The net gave no number: lower the learning rate and train again.' }
  const said = errors.map(({ judged, rmse }) => `${nameJudged(judged, judgement.oneFeature)} by ${sayFigure(rmse, target)}`).join(', ')
  const where = `${sayWhere(deciding, kind)} ${said} (root mean square).`
  const best = errors[0].judged
  const other = errors.find(({ judged }) => judged !== 'net')
  const caution = cautionOf(deciding)
  if (other === undefined) return { best, headline: 'The net alone can be judged', text: `${where}${caution}` }
  const isAlike = Math.abs(net.rmse - other.rmse) * 100 < alikePercent * Math.max(net.rmse, other.rmse)
  const name = nameJudged(other.judged)
  const headline = isAlike
    ? `The net is about as good as ${name}`
    : best === 'net'
      ? 'The net predicts best'
      : `Not the net, but ${name} predicts best`
  const advice =
    best === 'net' && !isAlike
      ? ''
      : ' A simpler predictor that errs no more is the better choice; more cells or other features may help the net.'
  return { best, headline, text: `${where}${advice}${caution}` }
}

function sayWhere(deciding: readonly SplitErrors[], kind: SourceKind): string {
  const cells = deciding.reduce((sum, split) => sum + split.cells, 0)
  const rows = deciding.reduce((sum, split) => sum + split.rows, 0)
  const [{ role }] = deciding
  const what = role === CellRole.test ? 'test' : role === CellRole.validation ? 'validation' : 'training'
  return `On ${formatCount(cells)} ${what} ${nameCells(kind, cells)}${rows === cells ? '' : ` (${formatCount(rows)} rows)`}:`
}

function cautionOf([{ role }]: readonly SplitErrors[]): string {
  if (role === CellRole.test) return ''
  return role === CellRole.validation
    ? ' No test cell was held back: these chose the epoch, so the errors promise a little too much.'
    : ' No cell was held back: these errors are of what was learned by heart, and promise too much.'
}

/** Name of a split for people. */
export function sayGroup({ name, role }: Pick<SplitErrors, 'name' | 'role'>): string {
  if (role === CellRole.training) return 'Training'
  if (role === CellRole.validation) return 'Validation'
  return name === 'test' ? 'Test' : `Test: ${name}`
}

/** Mean share of the truth, or a dash where none counts. */
export function sayPercent({ mapePercent }: ErrorFigures): string {
  const { number, unit } = formatQuantity(mapePercent / 100, 'frac')
  return `${number}\u202f${unit}`.trim()
}

/** What stands at hand to learn from, in one sentence. */
export function describeData({ kind, cells, rows, knownRows, target, splits, hasOwnSplit }: LearnSource): string {
  const known =
    knownRows === rows ? '' : ` The end of ${formatCount(knownRows)} rows is known; of the others only that they lasted at least so long.`
  const names = splits.map(({ name, cells: count }) => `${name} ${formatCount(count)}`).join(', ')
  const split = hasOwnSplit ? ` The files’ own split stands: ${names} cells.` : ''
  return `${formatCount(cells)} ${nameCells(kind, cells)}, ${formatCount(rows)} rows; predicted: ${target.name}${target.unit === '' ? '' : ` (${target.unit === 'd' ? 'days' : target.unit})`}.${known}${split}`
}

/** What a limit of days would have done on the rows that were held back; empty where the target is no days, or none had so few left. */
export function sayFound({ points, splits }: Judgement, { unit }: Target, belowDays: number): string {
  if (unit !== 'd') return ''
  const held = points.filter(({ split }) => splits[split].role !== CellRole.training)
  const due = held.filter(({ measured }) => measured < belowDays)
  const found = due.filter(({ predicted }) => predicted < belowDays).length
  const early = held.filter(({ measured, predicted }) => measured >= belowDays && predicted < belowDays).length
  if (due.length === 0) return ''
  const others = early === 0 ? 'none' : formatCount(early)
  return `Of ${formatCount(due.length)} held-back rows with fewer days left this limit finds ${formatCount(found)}; of all others it takes ${others} too early. A higher limit finds more.`
}

/** A short span: seconds, then minutes. */
export function sayLeft(leftMs: number): string {
  const seconds = Math.ceil(leftMs / 1000)
  return seconds < 90 ? `${seconds}\u202fs` : `${Math.ceil(seconds / 60)}\u202fmin`
}

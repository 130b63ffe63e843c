import type { Json, SweepReport } from '../../scenarios/index.ts'
import { formatCount, formatDifference, formatHalfWidth, formatQuantity } from '../format.ts'
import type { ExperimentChoice } from '../state/index.ts'
import { nameFactor, namePoint, sayLevel, unitOf, type ShownKpi } from './words.ts'

interface PointTableProps {
  readonly report: SweepReport
  readonly choice: ExperimentChoice
  readonly kpi: ShownKpi
  /** What the base has at a key. */
  readonly baseAt: (path: string) => Json | undefined
  readonly onOpen: (point: number) => void
}

/** Every point with its mean and half-width, its difference to the base under the same luck, and the best mean marked. */
export function PointTable({ report, choice, kpi, baseAt, onOpen }: PointTableProps) {
  const best = findBest(report, kpi)
  const beside = report.results[0]?.figures[kpi.id]?.mean ?? null
  return (
    <>
      {/* Above the table, not in it: what scrolls sideways would cut it. */}
      <p class="hint">
        {kpi.label} at every point: {kpi.meaning}. The name of a point sets the form to it.
      </p>
      <div class="sideways points-frame" role="region" aria-label="Points" tabIndex={0}>
        <table class="points">
          <thead>
            <tr>
              <th scope="col">Point</th>
              <th scope="col" class="number">
                Mean
              </th>
              <th scope="col" class="number">
                To the base
              </th>
              <th scope="col">Verdict</th>
              {report.factors.map(({ name }) => (
                <th key={name} scope="col">
                  {nameOf(name, choice)}
                </th>
              ))}
              <th scope="col" class="number">
                Runs
              </th>
            </tr>
          </thead>
          <tbody>
            {report.results.map((_, p) => (
              <PointRow
                key={report.points[p].name}
                at={p}
                {...{ report, choice, kpi, baseAt, beside }}
                isBest={best.includes(p)}
                onOpen={() => onOpen(p)}
              />
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

function nameOf(name: string, { factors }: ExperimentChoice): string {
  const factor = factors.find((one) => one.name === name)
  const unit = unitOf(factor)
  return factor === undefined ? name : `${nameFactor(factor)}${unit === '' ? '' : `, ${unit}`}`
}

interface RowProps {
  readonly at: number
  readonly report: SweepReport
  readonly choice: ExperimentChoice
  readonly kpi: ShownKpi
  readonly baseAt: PointTableProps['baseAt']
  readonly beside: number | null
  readonly isBest: boolean
  readonly onOpen: () => void
}

function PointRow({ at, report, choice, kpi, baseAt, beside, isBest, onOpen }: RowProps) {
  const { levels, name } = report.points[at]
  const { replications, figures } = report.results[at]
  const { mean, halfWidth, difference, isDistinguishable } = figures[kpi.id]
  const shown = formatQuantity(mean, kpi.unit)
  const change = formatDifference(difference.mean, kpi.unit, beside)
  return (
    <tr data-point={name} class={isBest ? 'best' : ''}>
      <th scope="row">
        <button type="button" class="link" title={name} onClick={onOpen}>
          {namePoint(at)}
        </button>
        {isBest && <span class="best-mark"> ★ best mean</span>}
      </th>
      <td class="number">
        {shown.number} <small>{shown.unit}</small>
        {halfWidth !== null && <span class="spread">{formatHalfWidth(halfWidth, kpi.unit, mean).number}</span>}
      </td>
      <td class="number">
        {at > 0 && difference.mean !== null && (
          <>
            {change.number} <small>{change.unit}</small>
            {difference.halfWidth !== null && <span class="spread">{formatHalfWidth(difference.halfWidth, kpi.unit, beside).number}</span>}
          </>
        )}
      </td>
      <td class="dim">{at === 0 ? '' : sayVerdict(difference, isDistinguishable, kpi)}</td>
      {report.factors.map((factor, f) => {
        const chosen = choice.factors.find((one) => one.name === factor.name)
        const ofBase = chosen?.kind === 'key' ? sayLevel(chosen, baseAt(chosen.path)) : 'as it is'
        return <td key={factor.name}>{at === 0 ? ofBase : sayLevel(chosen, levels[f])}</td>
      })}
      <td class="number count">{formatCount(replications)}</td>
    </tr>
  )
}

type Figure = SweepReport['results'][number]['figures'][string]

function sayVerdict({ mean, halfWidth }: Figure['difference'], isDistinguishable: boolean | null, { better }: ShownKpi): string {
  if (mean === null) return 'unknown'
  if (mean === 0 && halfWidth === 0) return '= exactly equal'
  if (isDistinguishable === null) return 'one run: no interval'
  if (!isDistinguishable) return '≈ not distinguishable'
  if (better === 'none') return '≠ other'
  return mean > 0 === (better === 'higher') ? '▲ better' : '▼ worse'
}

/** Points of the best mean; none where no direction is better, or nothing can be compared. */
function findBest({ results }: SweepReport, { id, better }: ShownKpi): readonly number[] {
  if (better === 'none') return []
  const sign = better === 'higher' ? 1 : -1
  const known = results.flatMap(({ figures }, p) => (figures[id].mean === null ? [] : [{ p, value: sign * figures[id].mean }]))
  const [most, least] = [Math.max(...known.map(({ value }) => value)), Math.min(...known.map(({ value }) => value))]
  return most === least ? [] : known.filter(({ value }) => value === most).map(({ p }) => p)
}

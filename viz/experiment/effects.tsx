import { usualLevel, type FactorEffect, type SweepReport } from '../../scenarios/index.ts'
import { formatDifference, formatHalfWidth } from '../format.ts'
import type { ExperimentChoice } from '../state/index.ts'
import { nameFactor, sayLevel, unitOf, type ShownKpi } from './words.ts'

interface EffectsProps {
  readonly report: SweepReport
  readonly choice: ExperimentChoice
  readonly kpi: ShownKpi
}

/** By factor the change of a figure with its interval, the greatest first; what may be luck is grey and said to be. */
export function Effects({ report, choice, kpi }: EffectsProps) {
  const screening = report.screening[kpi.id]
  const beside = report.results[0]?.figures[kpi.id]?.mean ?? null
  if (screening === undefined || screening.effects.every(({ effect }) => effect.mean === null))
    return <p class="hint">{describeAbsence(report, kpi)}</p>
  const x = scaleOver(screening.effects)
  return (
    <>
      <div class="effects-frame" role="region" aria-label={`Effects on ${kpi.label}`} tabIndex={0}>
        <table class="effects">
          <thead>
            <tr>
              <th scope="col">Factor</th>
              <th scope="col">From → to</th>
              <th scope="col" class="picture">
                Change of {kpi.label}
              </th>
              <th scope="col" class="number">
                Effect
              </th>
              <th scope="col">Verdict</th>
            </tr>
          </thead>
          <tbody>
            {screening.effects.map((effect) => (
              <EffectRow key={effect.factor} effect={effect} report={report} choice={choice} kpi={kpi} beside={beside} x={x} />
            ))}
          </tbody>
        </table>
      </div>
      <p class="hint">{describeMethod(report, kpi)}</p>
    </>
  )
}

function describeAbsence({ failed }: SweepReport, { label }: ShownKpi): string {
  return failed.length > 0
    ? `No replication is whole at every point, so nothing can be said of effects on ${label}: see below which runs failed.`
    : `The effects on ${label} are known once a replication is whole at every point and the figure is known there.`
}

interface EffectRowProps extends EffectsProps {
  readonly effect: FactorEffect
  readonly beside: number | null
  readonly x: (value: number) => number
}

function EffectRow({ effect: { factor, effect, isDistinguishable }, report, choice, kpi, beside, x }: EffectRowProps) {
  const chosen = choice.factors.find(({ name }) => name === factor)
  const levels = report.factors.find(({ name }) => name === factor)?.levels ?? []
  const { mean, halfWidth } = effect
  const change = formatDifference(mean, kpi.unit, beside)
  const spread = halfWidth === null ? null : formatHalfWidth(halfWidth, kpi.unit, beside)
  return (
    <tr data-effect={factor} class={isDistinguishable === true ? '' : 'undecided'}>
      <th scope="row">{chosen === undefined ? factor : nameFactor(chosen)}</th>
      <td class="way">
        {sayLevel(chosen, levels[0])} → {sayLevel(chosen, levels.at(-1))} <small>{unitOf(chosen)}</small>
      </td>
      <td class="picture">{mean !== null && <Interval mean={mean} halfWidth={halfWidth} x={x} />}</td>
      <td class="number">
        {change.number} <small>{change.unit}</small>
        {spread !== null && (
          <span class="spread">
            {spread.number} {spread.unit !== change.unit && <small>{spread.unit}</small>}
          </span>
        )}
      </td>
      <td class="verdict">{verdictOf(effect, isDistinguishable)}</td>
    </tr>
  )
}

/** In words, so that colour is not needed. */
function verdictOf({ mean, halfWidth }: FactorEffect['effect'], isDistinguishable: boolean | null): string {
  if (mean === null) return 'unknown'
  if (mean === 0 && halfWidth === 0) return '= exactly equal'
  if (isDistinguishable === null) return 'one run: no interval'
  return isDistinguishable ? (mean > 0 ? '▲ raises it' : '▼ lowers it') : '≈ not distinguishable'
}

const size = { width: 320, height: 26, margin: 8 }

/** The numbers stand beside it: a picture for who looks, nothing for who listens. */
function Interval({ mean, halfWidth, x }: { mean: number; halfWidth: number | null; x: (value: number) => number }) {
  const y = size.height / 2
  const ends = [mean - (halfWidth ?? 0), mean + (halfWidth ?? 0)]
  return (
    <svg class="effect" viewBox={`0 0 ${size.width} ${size.height}`} aria-hidden="true">
      <line class="effect-zero" x1={x(0)} x2={x(0)} y1={0} y2={size.height} />
      <line class="effect-way" x1={x(0)} x2={x(mean)} y1={y} y2={y} />
      {halfWidth !== null && <line class="effect-interval" x1={x(ends[0])} x2={x(ends[1])} y1={y} y2={y} />}
      {halfWidth !== null && ends.map((end) => <line key={end} class="effect-interval" x1={x(end)} x2={x(end)} y1={y - 5} y2={y + 5} />)}
      <circle class="effect-mean" cx={x(mean)} cy={y} r={4.5} />
    </svg>
  )
}

/** One scale for all factors, zero in sight; all equal stand in the middle. */
function scaleOver(effects: readonly FactorEffect[]): (value: number) => number {
  const ends = effects.flatMap(({ effect: { mean, halfWidth } }) =>
    mean === null ? [] : [mean - (halfWidth ?? 0), mean + (halfWidth ?? 0)],
  )
  const [low, high] = [Math.min(0, ...ends), Math.max(0, ...ends)]
  const { width, margin } = size
  return (value) => (high === low ? width / 2 : margin + ((value - low) / (high - low)) * (width - 2 * margin))
}

function describeMethod({ screening, resolution, words }: SweepReport, { id }: ShownKpi): string {
  const { method, r2 } = screening[id]
  const how = {
    levels: 'An effect is the mean at a factor’s last level less that at its first, all other factors being as the points have them.',
    regression: `An effect is the slope of a plane through all points times the factor’s way; the plane explains ${r2 === null ? 'an unknown share' : `${Math.round(r2 * 100)} %`} of what differs between the points.`,
    halves: 'There are too few points for a plane: the upper half of each factor is compared with the lower.',
  }[method]
  const together = words.map((word) => word.join(' × ')).join(', ')
  const alias =
    method !== 'levels' || resolution === null
      ? ''
      : ` This fraction has resolution ${resolution}${resolution === 3 ? ': a main effect may be a pair of others' : ''}; always together: ${together}.`
  return `${how} Bars are ${usualLevel * 100} % intervals; where one covers zero the effect may be luck.${alias}`
}

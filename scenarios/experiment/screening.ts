import { estimate, isApart } from './paired.ts'
import type { Estimate, Figures } from './paired.ts'

/** How much a figure changes with one factor. */
export interface FactorEffect {
  readonly factor: string
  /** Change of the figure from the factor's first level to its last, all other factors being as the design has them. */
  readonly effect: Estimate
  /** Whether the interval of the effect leaves zero out; `null` where no interval is known. */
  readonly isDistinguishable: boolean | null
  /** Change in standard deviations of the points' means; `null` where they do not differ. */
  readonly standardised: number | null
  /** The figure at each level, where the factor has levels. */
  readonly levels: readonly { readonly name: string; readonly figure: Estimate }[]
}

/** Which factor matters for a figure, the greatest effect first. */
export interface Screening {
  /** `levels`: means of a factorial; `regression`: a plane through all points; `halves`: upper against lower half of a factor, where points are too few. */
  readonly method: 'levels' | 'regression' | 'halves'
  /** Share of the points' variance that the plane explains; `null` without one. */
  readonly r2: number | null
  readonly effects: readonly FactorEffect[]
}

/**
 * Main effects of a factorial. `rows[p][f]` is the level of factor f at point p, `figures[p]` its replications. Effects are taken replication by replication,
 * which all points meet with the same luck, so that what they share leaves the interval. A replication that some point lacks is left out: its means
 * would not be balanced. Source: D. C. Montgomery, Design and Analysis of Experiments (9th ed., 2017), 6.2.
 */
export function screenLevels(
  factors: readonly { readonly name: string; readonly levels: readonly string[] }[],
  rows: readonly (readonly number[])[],
  figures: readonly Figures[],
): Screening {
  const whole = wholeReplications(figures)
  const spread = spreadOf(figures, whole)
  const effects = factors.map(({ name, levels }, f): FactorEffect => {
    const byLevel = levels.map((_, level) => {
      const members = rows.flatMap((row, p) => (row[f] === level ? [p] : []))
      return whole.map((r) => meanOf(members.map((p) => Number(figures[p][r]))))
    })
    const last = byLevel.at(-1) ?? []
    return describeEffect(
      name,
      whole.map((_, i) => last[i] - byLevel[0][i]),
      spread,
      levels.map((level, i) => ({ name: level, figure: estimate(byLevel[i]) })),
    )
  })
  return { method: 'levels', r2: null, effects: rank(effects) }
}

/** Replications in which the figure is known at all points. */
export function wholeReplications(figures: readonly Figures[]): number[] {
  const made = Math.min(...figures.map(({ length }) => length))
  return Array.from({ length: Number.isFinite(made) ? made : 0 }, (_, r) => r).filter((r) => figures.every((one) => one[r] !== null))
}

/** Standard deviation of the points' means; 0 where they do not differ. */
export function spreadOf(figures: readonly Figures[], whole: readonly number[]): number {
  if (whole.length === 0) return 0
  const means = figures.map((one) => meanOf(whole.map((r) => Number(one[r]))))
  const middle = meanOf(means)
  return means.length < 2 ? 0 : Math.sqrt(means.reduce((sum, x) => sum + (x - middle) * (x - middle), 0) / (means.length - 1))
}

export function describeEffect(
  factor: string,
  changes: readonly number[],
  spread: number,
  levels: FactorEffect['levels'] = [],
): FactorEffect {
  const effect = estimate(changes)
  const standardised = effect.mean === null || spread === 0 ? null : effect.mean / spread
  return { factor, effect, isDistinguishable: isApart(effect), standardised, levels }
}

export function rank(effects: readonly FactorEffect[]): FactorEffect[] {
  const sizeOf = ({ effect }: FactorEffect) => Math.abs(effect.mean ?? 0)
  return effects.toSorted((a, b) => sizeOf(b) - sizeOf(a))
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, x) => sum + x, 0) / values.length
}

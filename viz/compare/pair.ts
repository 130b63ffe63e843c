import { compareFigure, kpis, type ReplicationPair } from '../../scenarios/index.ts'
import { sayOwn } from '../own-words.ts'
import type { KpiValue } from '../run-api.ts'
import type { StoredRun } from '../vault/index.ts'

/** The two runs that are compared: differences are B − A. */
export interface RunPair {
  readonly a: StoredRun
  readonly b: StoredRun
}

/** Hashes of the state at the end of the runs on screen: what a person who comes from Plan expects to see. */
export interface OnScreen {
  readonly base: string
  readonly shown: string
}

/** The runs that were chosen, else the base and the edited run on screen, else the last two; `null` where there are no two. */
export function chooseRuns(
  runs: readonly StoredRun[],
  chosen: { readonly a: string; readonly b: string },
  screen: OnScreen,
): RunPair | null {
  const byHash = (hash: string) => runs.find(({ summary }) => summary.hash === hash)
  const byId = (id: string) => runs.find((run) => run.id === id)
  const [base, shown] = [byHash(screen.base), byHash(screen.shown)]
  const isEdited = base !== undefined && shown !== undefined && base !== shown
  const b = byId(chosen.b) ?? (isEdited ? shown : runs.find(({ id }) => id !== chosen.a))
  const a = byId(chosen.a) ?? (isEdited && base !== b ? base : runs.find((run) => run !== b))
  return a && b ? { a, b } : null
}

/** `undecided`: luck alone may have made the difference. */
export type Verdict = 'better' | 'worse' | 'equal' | 'other' | 'undecided' | 'unknown'

/** One key figure of both runs. */
export interface FigurePair {
  readonly kpi: KpiValue
  readonly a: number | null
  readonly b: number | null
  readonly nA: number
  readonly nB: number
  /** B − A; `null` where either is unknown. */
  readonly difference: number | null
  /** Half the width of the difference's 95 % interval; `null` for one run each. */
  readonly halfWidth: number | null
  /** Of B against A, by the sense of the figure; `other` where neither way is better. */
  readonly verdict: Verdict
}

const senseOf = new Map(kpis.map(({ id, better }) => [id, better]))

/** All figures of both runs, in the order of B's. */
export function pairFigures({ a, b }: RunPair): readonly FigurePair[] {
  return b.summary.kpis.map((kpi) => {
    const before = a.summary.kpis.find(({ id }) => id === kpi.id)
    const difference = before === undefined || before.value === null || kpi.value === null ? null : kpi.value - before.value
    return {
      kpi,
      a: before?.value ?? null,
      b: kpi.value,
      nA: before?.n ?? 0,
      nB: kpi.n,
      difference,
      halfWidth: null,
      verdict: judge(kpi.id, difference),
    }
  })
}

/** All figures as means over pairs of runs with equal luck, with the interval of their difference; `n` counts the pairs in which each is known. */
export function replicatedFigures(pair: RunPair, pairs: readonly ReplicationPair[]): readonly FigurePair[] {
  return pair.b.summary.kpis.map((kpi) => {
    const { a, b, difference, isDistinguishable } = compareFigure(pairs, kpi.id)
    const isOpen = isDistinguishable === false && difference.mean !== 0
    return {
      kpi,
      a: a.mean,
      b: b.mean,
      nA: a.n,
      nB: b.n,
      difference: difference.mean,
      halfWidth: difference.halfWidth,
      verdict: isOpen ? 'undecided' : judge(kpi.id, difference.mean),
    }
  })
}

function judge(id: string, difference: number | null): Verdict {
  if (difference === null) return 'unknown'
  if (difference === 0) return 'equal'
  const sense = senseOf.get(id) ?? 'none'
  if (sense === 'none') return 'other'
  return difference > 0 === (sense === 'higher') ? 'better' : 'worse'
}

/** What has to be known before a difference is believed, the gravest first. */
export interface Caveat {
  readonly tone: 'calm' | 'warn'
  readonly text: string
}

/** Whether the two differ by the plan alone; runs that were made again have met the same luck whatever their own seeds are. */
export function listCaveats({ a, b }: RunPair, engine: string, isReplicated = false): readonly Caveat[] {
  const caveats: Caveat[] = []
  const warn = (text: string) => void caveats.push({ tone: 'warn', text })
  if (a.id === b.id) return [{ tone: 'calm', text: 'A and B are the same run: every difference is exactly zero.' }]
  if (a.manifest.engine !== b.manifest.engine) warn('The runs are by different builds of the engine: differences may come from the build.')
  else if (a.manifest.engine !== engine)
    warn('Both runs are by an older build of the engine than this page: run them again before you rely on them.')
  if (a.manifest.city !== b.manifest.city)
    warn(`The runs are of different cities: ${a.summary.city.name} and ${b.summary.city.name}. Compare with care.`)
  if (a.manifest.own !== b.manifest.own)
    warn(`The runs are of different customers or batteries: ${sayData(a)} and ${sayData(b)}. Compare with care.`)
  if (a.summary.days !== b.summary.days)
    warn(`The runs are of different length: ${a.summary.days} and ${b.summary.days} days. Sums do not compare; ratios do, with care.`)
  if (isReplicated)
    caveats.push({ tone: 'calm', text: 'Many runs each, pair by pair with the same luck: the table shows what is left of a difference.' })
  else if (a.summary.seed !== b.summary.seed)
    warn(
      `The runs have different seeds (${a.summary.seed} and ${b.summary.seed}): part of each difference is luck, and one run each cannot say how much.`,
    )
  else caveats.push({ tone: 'calm', text: 'One run each, same luck: other luck may give another difference.' })
  if (a.summary.hash === b.summary.hash)
    caveats.push({ tone: 'calm', text: 'Both runs ended in the same state: every difference is exactly zero.' })
  return caveats
}

function sayData({ summary }: StoredRun): string {
  return sayOwn(summary.own) || 'as the scenario draws them'
}

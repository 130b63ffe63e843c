import { pow } from '../math/index.ts'
import type { Distribution } from './distribution.ts'
import { constantly, ratioOf, runSpan, TIME, type Clockwork, type Experiment, type Luck, type Reader } from './experiment.ts'
import type { Fields } from './fields.ts'
import { Frame } from './frame.ts'
import { densityOf, integrate, quantileOfDistribution, tailOf } from './shape.ts'

/** A thing is replaced at a given age, or when it fails before, which costs more. */
export interface AgeSpec {
  readonly life: Distribution
  /** 0: at the age with the least cost per time; Infinity: never before it fails. */
  readonly age: number
  readonly plannedCost: number
  readonly failureCost: number
}

/** Fields of age replacement have several names in use. */
const PLANNED_COST = ['plannedCost', 'costPlanned', 'preventiveCost', 'costPreventive', 'planned', 'preventive', 'cp']
const FAILURE_COST = ['failureCost', 'costFailure', 'correctiveCost', 'costCorrective', 'failure', 'corrective', 'cf']
const AGE = ['age', 'replaceAt', 'replaceAtAge', 'replacementAge', 'preventiveAge', 'interval', 'T']

export function readAge(fields: Fields): AgeSpec {
  const cost = [1e-12, 1e15] as const
  const spec = {
    life: fields.distribution(['life', 'lifetime', 'lifeTime', 'upTime'], 'time'),
    plannedCost: fields.number(PLANNED_COST, cost),
    failureCost: fields.number(FAILURE_COST, cost),
    age: fields.number(AGE, [1e-12, Infinity], 0),
  }
  fields.finish()
  return spec
}

const COST = 1
const FAILURES = 2
const PLANNED = 3
const LIVED = 4

const IS_PLANNED = 1

class AgeModel implements Clockwork {
  readonly sums = new Float64Array(5)
  readonly frame: Frame
  private readonly spec: AgeSpec

  constructor(spec: AgeSpec, luck: Luck) {
    this.spec = spec
    this.frame = new Frame({ streams: 1, events: 4 }, luck)
    this.begin(0)
  }

  elapse(): void {}

  handle(kind: number, _subject: number, time: number): void {
    this.sums[kind === IS_PLANNED ? PLANNED : FAILURES] += 1
    this.sums[COST] += kind === IS_PLANNED ? this.spec.plannedCost : this.spec.failureCost
    this.begin(time)
  }

  private begin(time: number): void {
    const { age, life } = this.spec
    const span = this.frame.draw(life, 0)
    this.sums[LIVED] += Math.min(span, age)
    this.frame.list.schedule(time + Math.min(span, age), 0, span > age ? IS_PLANNED : 0, 0)
  }
}

const ended: Reader = (sums) => sums[FAILURES] + sums[PLANNED]

const readers: Readonly<Record<string, Reader>> = {
  cost_rate: ratioOf(COST, TIME),
  failure_rate: ratioOf(FAILURES, TIME),
  planned_rate: ratioOf(PLANNED, TIME),
  P_failure: (sums) => sums[FAILURES] / ended(sums),
  P_planned: (sums) => sums[PLANNED] / ended(sums),
  mean_cycle: (sums) => sums[TIME] / ended(sums),
}

/** Names that ask for the cost per time, and those of them that mean the best age. */
const COST_RATE = /^(cost_rate|cost|C)(_(star|opt|optimal|min|T|at_T|at_age|at_T_star|per_day))?$/
const BEST = /_(star|opt|optimal|min|at_T_star)$/

export function startAge(spec: AgeSpec, luck: Luck): Experiment {
  const model = new AgeModel(spec, luck)
  const isBest = spec.age === bestAge(spec)
  const nameOf = (name: string) => (COST_RATE.test(name) && (isBest || !BEST.test(name)) ? 'cost_rate' : name)
  return {
    sums: model.sums,
    get events() {
      return model.frame.clock.eventCount[0]
    },
    pieceSize: 1000 * Math.min(spec.life.mean, spec.age),
    run: (span) => runSpan(model, span),
    level: ratioOf(COST, TIME),
    ...constantly([]),
    find: (name) => (Object.hasOwn(readers, nameOf(name)) ? readers[nameOf(name)] : undefined),
  }
}

/** The spec with its best age where none is given. */
export function atBestAge(spec: AgeSpec): AgeSpec {
  return spec.age > 0 ? spec : { ...spec, age: bestAge(spec) }
}

export function closeAge(spec: AgeSpec, name: string): number | undefined {
  if (/^(T|t|age)_?(star|opt|optimal|best)$|^best_age$/.test(name)) return bestAge(spec)
  if (COST_RATE.test(name)) return costRateAt(spec, BEST.test(name) ? bestAge(spec) : spec.age)
  const worst = costRateAt(spec, Infinity)
  switch (name) {
    case 'mean_life':
      return spec.life.mean
    case 'run_to_failure_cost_rate':
    case 'cost_rate_run_to_failure':
      return worst
    case 'saving_vs_run_to_failure':
      return 1 - costRateAt(spec, bestAge(spec)) / worst
    case 'P_failure':
      return 1 - tailOf(spec.life, spec.age)
    case 'P_planned':
      return tailOf(spec.life, spec.age)
    case 'mean_cycle':
      return livedUntil(spec.life, spec.age)
    default:
      return undefined
  }
}

/** ∫₀ᵗ P(life > u) du. */
function livedUntil(life: Distribution, age: number): number {
  if (age === Infinity) return life.mean
  const step = Math.min(age, quantileOfDistribution(life, 1 - 1e-15))
  // Parts that double outwards follow a steep start.
  const ends = Array.from({ length: 40 }, (_, i) => (i === 0 ? 0 : step / pow(2, 39 - i)))
  return ends.slice(1).reduce((sum, to, i) => sum + integrate((u) => tailOf(life, u), ends[i], to, 2), 0)
}

function costRateAt({ life, plannedCost, failureCost }: AgeSpec, age: number): number {
  if (age === Infinity) return failureCost / life.mean
  const survives = tailOf(life, age)
  return (plannedCost * survives + failureCost * (1 - survives)) / livedUntil(life, age)
}

/**
 * The age with the least cost per time: the root of h(T) ∫₀ᵀ S − F(T) = planned / (failure − planned), h the hazard rate; Infinity where a rising hazard never pays.
 * R. E. Barlow, F. Proschan, Mathematical theory of reliability (1965), chapter 4.
 */
function bestAge(spec: AgeSpec): number {
  const { life, plannedCost, failureCost } = spec
  const goal = plannedCost / (failureCost - plannedCost)
  if (!(goal > 0) || life.variance === 0) return Infinity
  const gain = (age: number) => (densityOf(life, age) / tailOf(life, age)) * livedUntil(life, age) - (1 - tailOf(life, age)) - goal
  const last = quantileOfDistribution(life, 1 - 1e-13)
  let above = quantileOfDistribution(life, 1e-6)
  while (above < last && !(gain(above) > 0)) above *= 1.05
  if (!(gain(above) > 0)) return Infinity
  let below = above / 1.05
  for (let i = 0; i < 80; i++) {
    const middle = (below + above) / 2
    if (gain(middle) > 0) above = middle
    else below = middle
  }
  const age = (below + above) / 2
  return costRateAt(spec, age) < failureCost / life.mean ? age : Infinity
}

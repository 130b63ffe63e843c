import { log, normalQuantile } from '../math/index.ts'
import { expectOver, solveBirthDeath } from './birth-death.ts'
import { binomialChance, poissonChance, poissonExcess, poissonTail } from './counts.ts'
import type { NewsvendorSpec } from './newsvendor.ts'
import type { OneForOneSpec } from './one-for-one.ts'
import { integrate, isDiscrete, normalDensity, normalTail, quantileOfDistribution, tailOf } from './shape.ts'
import type { TwoEchelonSpec } from './two-echelon.ts'
import type { Fields } from './fields.ts'

/** Values by name, each computed when it is asked for; a name that is not there has no closed form here. */
export type ClosedForms = Readonly<Record<string, () => number>>

/** Base stock with ample renewal. Palm's theorem: what is under way is Poisson, whatever the times; without waiting demand Erlang's loss formula. */
export function closeOneForOne(spec: OneForOneSpec): ClosedForms {
  const { stock, gap, chargers, renewal, canWait } = spec
  const load = renewal.mean / gap.mean
  if (chargers < Infinity && !(chargers >= stock && !canWait)) return closeFewChargers(spec)
  if (!canWait) {
    const lost = () => poissonChance(load, stock) / (1 - poissonTail(load, stock + 1))
    const fill = () => 1 - lost()
    const pipeline = () => load * fill()
    const common = { P_lost: lost, P_block: lost, fill_rate: fill, pipeline, L: pipeline, on_hand: () => stock - pipeline() }
    return { ...common, lost_per_day: () => lost() / gap.mean, lambda_eff: () => fill() / gap.mean }
  }
  const excess = () => poissonExcess(load, stock)
  return {
    pipeline: () => load,
    L: () => load,
    pipeline_var: () => load,
    fill_rate: () => 1 - poissonTail(load, stock),
    ready_rate: () => 1 - poissonTail(load, stock + 1),
    P_stockout: () => poissonTail(load, stock),
    EBO: excess,
    on_hand: () => stock - load + excess(),
    mean_wait: () => excess() * gap.mean,
  }
}

/** Few chargers and exponential times: a birth–death process in the number at the chargers. */
function closeFewChargers({ stock, gap, chargers, renewal, canWait }: OneForOneSpec): ClosedForms {
  if (renewal.name !== 'exponential') return {}
  const process = solveBirthDeath(
    () => 1 / gap.mean,
    (n) => Math.min(n, chargers) / renewal.mean,
    canWait ? Infinity : stock,
  )
  if (process === null) return {}
  const chanceOf = (holds: (n: number) => boolean) => expectOver(process, (n) => Number(holds(n)))
  const empty = chanceOf((n) => n >= stock)
  const entered = (canWait ? 1 : 1 - empty) / gap.mean
  const present = expectOver(process, (n) => n)
  const queue = expectOver(process, (n) => Math.max(0, n - chargers))
  const late = expectOver(process, (n) => Math.max(0, n - stock))
  return {
    pipeline: () => present,
    L: () => present,
    Lq: () => queue,
    W: () => present / entered,
    Wq: () => queue / entered,
    lambda_eff: () => entered,
    fill_rate: () => 1 - empty,
    P_stockout: () => empty,
    ready_rate: () => chanceOf((n) => n <= stock),
    on_hand: () => expectOver(process, (n) => Math.max(0, stock - n)),
    EBO: () => late,
    mean_wait: () => late * gap.mean,
    ...(!canWait && { P_block: () => empty, P_lost: () => empty, lost_per_day: () => empty / gap.mean }),
    ...Object.fromEntries(process.chances.slice(0, 256).map((chance, n) => [`p${n}`, () => chance])),
  }
}

/**
 * The planner's approximation (C. C. Sherbrooke, METRIC, 1968): orders of a box are under way for transport plus mean wait at the hub, as if independent; and the exact law for constant
 * transport time (R. M. Simon 1971, S. C. Graves 1985): Poisson on the way, plus the box's share of the hub's backorders.
 */
export function closeTwoEchelon(spec: TwoEchelonSpec): ClosedForms {
  const { boxes, demandRatePerBox: rate, stockPerBox: stock, hubStock, transport } = spec
  const hubLoad = boxes * rate * spec.repair.mean
  const late = () => poissonExcess(hubLoad, hubStock)
  const pipeline = () => rate * transport.mean + late() / boxes
  const forms = {
    depot_EBO: late,
    depot_wait: () => late() / (boxes * rate),
    depot_fill: () => 1 - poissonTail(hubLoad, hubStock),
    box_pipeline: pipeline,
    box_fill_METRIC: () => 1 - poissonTail(pipeline(), stock),
    box_EBO_METRIC: () => poissonExcess(pipeline(), stock),
  }
  if (transport.variance > 0) return forms
  const box_pipeline_var = () =>
    rate * transport.mean + (late() / boxes) * (1 - 1 / boxes) + varianceOfExcess(hubLoad, hubStock) / (boxes * boxes)
  const exact = () => boxLaw(spec, hubLoad)
  return {
    ...forms,
    box_pipeline_var,
    box_fill_exact: () => exact().reduce((sum, chance, x) => (x < stock ? sum + chance : sum), 0),
    box_EBO_exact: () => pipeline() - stock + exact().reduce((sum, chance, x) => (x < stock ? sum + (stock - x) * chance : sum), 0),
  }
}

function varianceOfExcess(load: number, stock: number): number {
  const mean = poissonExcess(load, stock)
  let second = 0
  for (let x = stock + 1; x < stock + load + 60 * Math.sqrt(load) + 60; x++) second += (x - stock) * (x - stock) * poissonChance(load, x)
  return second - mean * mean
}

/** Chances of 0 … stock − 1 orders of one box under way. */
function boxLaw({ boxes, demandRatePerBox, stockPerBox, hubStock, transport }: TwoEchelonSpec, hubLoad: number): number[] {
  const share = Array.from({ length: stockPerBox }, (_, k) => {
    let sum = k === 0 ? 1 - poissonTail(hubLoad, hubStock + 1) : 0
    for (let late = Math.max(1, k); late < hubLoad + 60 * Math.sqrt(hubLoad) + 60; late++)
      sum += poissonChance(hubLoad, hubStock + late) * binomialChance(late, 1 / boxes, k)
    return sum
  })
  return share.map((_, x) =>
    share.slice(0, x + 1).reduce((sum, chance, k) => sum + chance * poissonChance(demandRatePerBox * transport.mean, x - k), 0),
  )
}

/** The order that costs least on average: the demand's quantile at the critical ratio, for counts the least whole number that reaches it. */
export function newsvendorOrder({ demand, underage, overage }: NewsvendorSpec): number {
  return quantileOfDistribution(demand, underage / (underage + overage))
}

export function closeNewsvendor(spec: NewsvendorSpec): ClosedForms {
  const { demand, underage, overage } = spec
  const ratio = underage / (underage + overage)
  const order = () => newsvendorOrder(spec)
  const costOf = (quantity: number) =>
    underage * excessOver(spec, quantity) + overage * (quantity - demand.mean + excessOver(spec, quantity))
  return {
    critical_ratio: () => ratio,
    z: () => normalQuantile(ratio),
    Q: order,
    q_star: order,
    Q_star: order,
    expected_cost: () => costOf(order()),
    expected_shortage: () => excessOver(spec, order()),
    expected_leftover: () => order() - demand.mean + excessOver(spec, order()),
    P_stockout: () => tailOf(demand, order()),
    expected_cost_q_minus_1: () => costOf(order() - 1),
    expected_cost_q_plus_1: () => costOf(order() + 1),
  }
}

/** E(D − q)⁺. */
function excessOver({ demand }: NewsvendorSpec, q: number): number {
  if (demand.name === 'deterministic') return Math.max(0, demand.mean - q)
  if (demand.name === 'normal') {
    const z = (q - demand.mean) / demand.a
    return demand.a * (normalDensity(z) - z * normalTail(z))
  }
  if (demand.name === 'poisson') return q < 0 ? demand.mean - q : poissonExcess(demand.mean, q)
  if (isDiscrete(demand)) return q < demand.b ? demand.mean - q : tailOf(demand, q) / demand.a
  if (q <= 0) return demand.mean - q
  if (demand.name === 'lognormal') {
    const z = log(q / demand.a) / demand.b
    return demand.mean * normalTail(z - demand.b) - q * normalTail(z)
  }
  return demand.mean - integrate((x) => tailOf(demand, x), 0, q)
}

export interface EoqSpec {
  readonly demand: number
  readonly orderCost: number
  readonly holdingCost: number
  /** Cost of a missing thing per time; Infinity where nothing may be missing. */
  readonly backorderCost: number
}

export function readEoq(fields: Fields): EoqSpec {
  const positive = [1e-12, 1e15] as const
  const spec = {
    demand: fields.number(['demandPerYear', 'demandRate', 'demand'], positive),
    orderCost: fields.number(['orderCost'], positive),
    holdingCost: fields.number(['holdingCost'], positive),
    backorderCost: fields.number(['backorderCost'], [1e-12, Infinity], Infinity),
  }
  fields.finish()
  return spec
}

/** F. W. Harris (1913), with planned backorders. */
export function closeEoq({ demand, orderCost, holdingCost: h, backorderCost: b }: EoqSpec): ClosedForms {
  const quantity = Math.sqrt((2 * orderCost * demand) / h)
  const share = b === Infinity ? 1 : b / (h + b)
  const withBackorders = quantity / Math.sqrt(share)
  const cost = quantity * h
  return {
    Q: () => quantity,
    cost: () => cost,
    cycle_time: () => quantity / demand,
    orders_per_year: () => demand / quantity,
    Q_backorder: () => withBackorders,
    cost_backorder: () => cost * Math.sqrt(share),
    max_backorder: () => withBackorders * (1 - share),
    max_stock: () => withBackorders * share,
  }
}

import { exp, log } from '../math/index.ts'
import { expectOver, solveBirthDeath } from './birth-death.ts'
import type { ClosedForms } from './closed-stock.ts'
import type { Distribution } from './distribution.ts'
import type { FiniteSourceSpec } from './finite-source.ts'
import { rawMoment } from './moments.ts'
import type { NetworkSpec } from './network.ts'
import { Discipline, type QueueClass, type QueueSpec } from './queue-model.ts'

/** Exact figures of a queue where a textbook has them; empty where none is known here. */
export function closeQueue(spec: QueueSpec): ClosedForms {
  const [first] = spec.classes
  if (spec.classes.some(({ gap }) => gap.name !== 'exponential')) return {}
  const isPlain = spec.classes.length === 1 && spec.vacation === null && first.batch === null
  if (isPlain && isMarkov(first)) return closeMarkov(spec, first)
  if (isPlain && spec.capacity === spec.servers) return closeMarkov(spec, { ...first, patience: null })
  if (spec.capacity < Infinity || spec.classes.some(({ patience }) => patience !== null)) return {}
  if (spec.classes.length > 1) return closePriority(spec)
  if (spec.servers > 1) return {}
  const isSame = spec.vacation === null || spec.vacatesAgain
  return isSame ? closeGeneral(spec, first) : {}
}

function isMarkov({ service, patience }: QueueClass): boolean {
  return service.name === 'exponential' && (patience === null || patience.name === 'exponential')
}

/** M/M/c/K and with exponential patience (C. Palm, Erlang A): a birth–death process. */
function closeMarkov({ servers, capacity }: QueueSpec, { gap, service, patience }: QueueClass): ClosedForms {
  const down = (n: number) => Math.min(n, servers) / service.mean + (patience === null ? 0 : Math.max(0, n - servers) / patience.mean)
  const process = solveBirthDeath(() => 1 / gap.mean, down, capacity)
  if (process === null) return {}
  const { chances } = process
  const present = expectOver(process, (n) => n)
  const waiting = expectOver(process, (n) => Math.max(0, n - servers))
  const busy = expectOver(process, (n) => Math.min(n, servers))
  const lost = capacity < Infinity ? (chances[capacity] ?? 0) : 0
  const entered = (1 - lost) / gap.mean
  // Who comes in meets n with its chance among the states that let in.
  const wait = expectOver(process, (n) => Number(n >= servers && n < capacity)) / (1 - lost)
  const forms: ClosedForms = {
    ...meansOf(present, waiting, entered),
    C_wait: () => wait,
    P_wait: () => wait,
    P_block: () => lost,
    P_lost: () => lost,
    B: () => lost,
    carried: () => busy,
    util: () => busy / servers,
    rho: () => busy / servers,
    lambda_eff: () => entered,
    throughput: () => busy / service.mean,
    P_abandon: () => (patience === null ? 0 : (waiting / patience.mean) * gap.mean),
    varN: () => expectOver(process, (n) => n * n) - present * present,
    ...Object.fromEntries(chances.slice(0, 1000).map((chance, n) => [`p${n}`, () => chance])),
  }
  return patience === null && capacity === Infinity ? { ...forms, ...tailsOf(servers, gap, service, wait) } : forms
}

function meansOf(present: number, waiting: number, entered: number): ClosedForms {
  const [W, Wq] = [() => present / entered, () => waiting / entered]
  return { L: () => present, Lq: () => waiting, W, Wq, W_mean: W, Wq_mean: Wq }
}

/** M/M/c in order of arrival: P(Wq > t) = C exp(−(cμ − λ) t). */
function tailsOf(servers: number, gap: Distribution, service: Distribution, wait: number): ClosedForms {
  const drain = servers / service.mean - 1 / gap.mean
  const quantile = (share: number, chance: number) => () => Math.max(0, log(chance / (1 - share)) / drain)
  const waits = { Wq_p90: quantile(0.9, wait), Wq_p95: quantile(0.95, wait), Wq_p99: quantile(0.99, wait) }
  const second = (2 * wait) / (drain * drain)
  const moments = { Wq_second_moment: () => second, Wq_var: () => second - (wait / drain) * (wait / drain) }
  const beyond = { P_Wq_gt_halfservice: () => wait * exp((-drain * service.mean) / 2) }
  if (servers > 1) return { ...waits, ...moments, ...beyond }
  return { ...waits, ...moments, ...beyond, W_p90: quantile(0.9, 1), W_p95: quantile(0.95, 1), W_p99: quantile(0.99, 1) }
}

function secondOf({ mean, variance }: Distribution): number {
  return mean * mean + variance
}

/**
 * One server with any service time, perhaps batches and repeated vacations: F. Pollaczek (1930), A. Khinchine (1932); decomposition for vacations:
 * S. W. Fuhrmann, R. B. Cooper (1985). The wait's variance is Takács's, for single arrivals without vacations.
 */
function closeGeneral({ vacation }: QueueSpec, { gap, service, batch }: QueueClass): ClosedForms {
  const size = batch?.mean ?? 1
  const rate = size / gap.mean
  const load = rate * service.mean
  if (load >= 1) return {}
  const inBatch = batch === null ? 0 : ((secondOf(batch) - size) / (2 * size)) * service.mean
  const away = vacation === null ? 0 : secondOf(vacation) / (2 * vacation.mean)
  const waited = ((rate * secondOf(service)) / 2 + inBatch) / (1 - load) + away
  const forms = {
    ...meansOf(rate * (waited + service.mean), rate * waited, rate),
    rho: () => load,
    util: () => load,
    ...(vacation === null && { p0: () => 1 - load }),
  }
  const third = rawMoment(service, 3)
  if (batch !== null || vacation !== null || third === null) return forms
  const second = 2 * waited * waited + (rate * third) / (3 * (1 - load))
  return { ...forms, Wq_second_moment: () => second, Wq_var: () => second - waited * waited }
}

/** A. Cobham (1954), one server or several with one exponential service; with pre-emption one server: L. Kleinrock, Queueing systems 2 (1976), 3.6. */
function closePriority({ servers, classes, discipline, vacation }: QueueSpec): ClosedForms {
  const isOneService = classes.every(({ service }) => service.name === 'exponential' && service.mean === classes[0].service.mean)
  const isKnown = vacation === null && classes.every(({ batch }) => batch === null) && discipline >= Discipline.nonPreemptive
  if (!isKnown || (servers > 1 && !(isOneService && discipline === Discipline.nonPreemptive))) return {}
  const rates = classes.map(({ gap }) => 1 / gap.mean)
  const loads = classes.map(({ service }, k) => (rates[k] * service.mean) / servers)
  const upTo = (count: number) => loads.slice(0, count).reduce((a, b) => a + b, 0)
  if (upTo(classes.length) >= 1) return {}
  const restUpTo = (count: number) => classes.slice(0, count).reduce((sum, { service }, k) => sum + (rates[k] * secondOf(service)) / 2, 0)
  const rest = servers === 1 ? restUpTo(classes.length) : restOfMany(servers, classes[0].service.mean, rates)
  const waits = classes.map(({ service }, k) => {
    const apart = (1 - upTo(k)) * (1 - upTo(k + 1))
    if (discipline === Discipline.nonPreemptive) return rest / apart
    return service.mean / (1 - upTo(k)) + restUpTo(k + 1) / apart - service.mean
  })
  const total = rates.reduce((a, b) => a + b, 0)
  const mean = waits.reduce((sum, wait, k) => sum + wait * rates[k], 0) / total
  const stay = mean + classes.reduce((sum, { service }, k) => sum + service.mean * rates[k], 0) / total
  const byClass = classes.flatMap(({ service }, k) => [
    [`Wq${k + 1}`, () => waits[k]],
    [`W${k + 1}`, () => waits[k] + service.mean],
    [`T${k + 1}`, () => waits[k] + service.mean],
    [`Lq${k + 1}`, () => waits[k] * rates[k]],
    [`L${k + 1}`, () => (waits[k] + service.mean) * rates[k]],
  ])
  return { ...meansOf(stay * total, mean * total, total), ...(Object.fromEntries(byClass) as ClosedForms) }
}

/** Mean time until one of many busy servers is free, times the chance that all are busy. */
function restOfMany(servers: number, mean: number, rates: readonly number[]): number {
  const rate = rates.reduce((a, b) => a + b, 0)
  const process = solveBirthDeath(
    () => rate,
    (n) => Math.min(n, servers) / mean,
    Infinity,
  )
  return process === null ? Number.NaN : (expectOver(process, (n) => Number(n >= servers)) * mean) / servers
}

/** Machines and repairers, vehicles and chargers, all times exponential: a birth–death process in the number at the chargers. */
export function closeFiniteSource({ users, spares, chargers, use, charge }: FiniteSourceSpec): ClosedForms {
  if (use.name !== 'exponential' || charge.name !== 'exponential') return {}
  const operatingAt = (n: number) => Math.min(users, users + spares - n)
  const process = solveBirthDeath(
    (n) => operatingAt(n) / use.mean,
    (n) => Math.min(n, chargers) / charge.mean,
    users + spares,
  )
  if (process === null) return {}
  const operating = expectOver(process, operatingAt)
  const present = expectOver(process, (n) => n)
  const queue = expectOver(process, (n) => Math.max(0, n - chargers))
  const swaps = operating / use.mean
  const found = expectOver(process, (n) => (n < spares ? operatingAt(n) : 0)) / operating
  const waiting = users - operating
  return {
    ...meansOf(present, queue, swaps),
    queue: () => queue,
    down_time: () => present / swaps,
    mean_operating: () => operating,
    mean_up: () => operating,
    availability: () => operating / users,
    P_all_N_operating: () => expectOver(process, (n) => Number(n <= spares)),
    swap_rate: () => swaps,
    throughput: () => swaps,
    P_swap_finds_charged: () => found,
    mean_in_repair: () => present,
    mean_down: () => present,
    mean_charged_in_stock: () => expectOver(process, (n) => Math.max(0, spares - n)),
    mean_vehicles_waiting: () => waiting,
    mean_wait: () => waiting / swaps,
    util: () => (present - queue) / chargers,
    ...Object.fromEntries(process.chances.map((chance, n) => [`p${n}`, () => chance])),
  }
}

/** J. R. Jackson (1957): each node as if alone, by the rates that flow through it. */
export function closeNetwork({ nodes, routing }: NetworkSpec): ClosedForms {
  if (nodes.some(({ service }) => service.name !== 'exponential')) return {}
  const rates = solveTraffic({ nodes, routing })
  const present = nodes.map(({ servers, service }, i) => {
    const process =
      rates[i] * service.mean < servers
        ? solveBirthDeath(
            () => rates[i],
            (n) => Math.min(n, servers) / service.mean,
            Infinity,
          )
        : null
    return process === null ? Number.NaN : expectOver(process, (n) => n)
  })
  const total = present.reduce((a, b) => a + b, 0)
  const outside = nodes.reduce((sum, node) => sum + node.arrivalRate, 0)
  const byNode = nodes.flatMap(({ servers, service }, i) => [
    [`lambda${i + 1}`, () => rates[i]],
    [`L${i + 1}`, () => present[i]],
    [`W${i + 1}`, () => present[i] / rates[i]],
    [`Lq${i + 1}`, () => present[i] - rates[i] * service.mean],
    [`Wq${i + 1}`, () => present[i] / rates[i] - service.mean],
    [`rho${i + 1}`, () => (rates[i] * service.mean) / servers],
  ])
  return {
    W_system: () => total / outside,
    L_system: () => total,
    throughput: () => outside,
    ...(Object.fromEntries(byNode) as ClosedForms),
  }
}

/** Rates through the nodes: what comes from outside and from other nodes, repeated until nothing changes. */
function solveTraffic({ nodes, routing }: NetworkSpec): number[] {
  let rates = nodes.map((node) => node.arrivalRate)
  for (let round = 0; round < 100_000; round++) {
    const next = nodes.map((node, to) =>
      rates.reduce((sum, rate, from) => sum + rate * (routing[from][to] - (to > 0 ? routing[from][to - 1] : 0)), node.arrivalRate),
    )
    const change = next.reduce((sum, rate, i) => sum + Math.abs(rate - rates[i]), 0)
    rates = next
    if (change < 1e-16) break
  }
  return rates
}

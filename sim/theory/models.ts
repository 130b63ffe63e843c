import { closeAmple, closePoissonDay, closeAlternating, bestAge, costRateAt, livedUntil, momentsOf } from './closed-time.ts'
import { closeMixedStation } from './closed-mixed.ts'
import { closeFiniteSource, closeNetwork, closeQueue } from './closed-queue.ts'
import { closeEoq, closeNewsvendor, closeOneForOne, closeTwoEchelon, newsvendorOrder, readEoq, type ClosedForms } from './closed-stock.ts'
import { readAmple, startAmple } from './ample-servers.ts'
import type { Experiment, Luck } from './experiment.ts'
import { Fields, type Json } from './fields.ts'
import { readClosedStation, readRepairman, startFiniteSource, type FiniteSourceSpec } from './finite-source.ts'
import { readMixedStation, startMixedStation } from './mixed-station.ts'
import { readNetwork, startNetwork } from './network.ts'
import { readNewsvendor, startNewsvendor } from './newsvendor.ts'
import { readBaseStock, readOpenStation, startOneForOne, type OneForOneSpec } from './one-for-one.ts'
import { readPoissonDay, startPoissonDay } from './poisson-day.ts'
import { readQueues, startQueue } from './queue.ts'
import { readAlternating, startAge, startAlternating, type AgeSpec } from './renewal.ts'
import { tailOf } from './shape.ts'
import { readTwoEchelon, startTwoEchelon } from './two-echelon.ts'

/** A description of one model, made runnable. */
export interface TheoryModel {
  /** The same figures are to be found by each of them; none where there is no chance. */
  readonly variants: readonly Variant[]
  /** A value computed exactly; undefined where no formula is known here. */
  close(name: string): number | undefined
}

export interface Variant {
  /** Which distribution of a list, in words; empty where there is one. */
  readonly label: string
  start(names: readonly string[], luck: Luck): Experiment
}

/** Makes a model of a description, or says in sentences what is missing or not understood. */
export function readModel(spec: Json): { model: TheoryModel | null; complaints: readonly string[] } {
  const complaints: string[] = []
  const fields = new Fields(spec, 'spec', complaints)
  const name = String(fields.raw('model'))
  if (!Object.hasOwn(kinds, name)) {
    const known = Object.keys(kinds).join(', ')
    return { model: null, complaints: [`spec.model is ${JSON.stringify(spec['model'])}: kinds that are understood are ${known}`] }
  }
  const model = kinds[name](fields)
  return { model: complaints.length > 0 ? null : model(), complaints }
}

/** Reading and making are apart: what was read with complaints is not made. */
type Kind = (fields: Fields) => () => TheoryModel

const kinds: Readonly<Record<string, Kind>> = {
  queue: (fields) => {
    const specs = readQueues(fields)
    return () => ({
      variants: specs.map((spec, i) => ({
        label: labelOf(specs, spec.classes[0].service.name, i),
        start: (names, luck) => startQueue(spec, names, luck),
      })),
      close: byName(closeQueue(specs[0])),
    })
  },
  network: (fields) => {
    const spec = readNetwork(fields)
    return () => ({ variants: [single((_, luck) => startNetwork(spec, luck))], close: byName(closeNetwork(spec)) })
  },
  repairman: (fields) => finiteSource(readRepairman(fields)),
  'swap-station-closed': (fields) => finiteSource(readClosedStation(fields)),
  'swap-station-open': (fields) => oneForOne(readOpenStation(fields)),
  'swap-station-mixed': (fields) => {
    const spec = readMixedStation(fields)
    return () => ({ variants: [single((_, luck) => startMixedStation(spec, luck))], close: byName(closeMixedStation(spec)) })
  },
  'base-stock': (fields) => oneForOne(readBaseStock(fields)),
  'two-echelon': (fields) => {
    const spec = readTwoEchelon(fields)
    return () => ({ variants: [single((_, luck) => startTwoEchelon(spec, luck))], close: byName(closeTwoEchelon(spec)) })
  },
  newsvendor: (fields) => {
    const spec = readNewsvendor(fields)
    return () => ({
      variants: [single((_, luck) => startNewsvendor(spec, newsvendorOrder(spec), luck))],
      close: byName(closeNewsvendor(spec)),
    })
  },
  eoq: (fields) => {
    const spec = readEoq(fields)
    return () => ({ variants: [], close: byName(closeEoq(spec)) })
  },
  'alternating-renewal': (fields) => {
    const spec = readAlternating(fields)
    return () => ({ variants: [single((_, luck) => startAlternating(spec, luck))], close: byName(closeAlternating(spec)) })
  },
  'age-replacement': ageReplacement,
  nhpp: (fields) => {
    const rate = readPoissonDay(fields)
    return () => ({ variants: [single((names, luck) => startPoissonDay(rate, names, luck))], close: (name) => closePoissonDay(rate, name) })
  },
  'mt-m-infinity': (fields) => {
    const specs = readAmple(fields)
    return () => ({
      variants: specs.map((spec, i) => ({
        label: labelOf(specs, spec.service.name, i),
        start: (names, luck) => startAmple(spec, names, momentsOf(spec), luck),
      })),
      close: (name) => closeAmple(specs[0], name),
    })
  },
}

function single(start: Variant['start']): Variant {
  return { label: '', start }
}

function labelOf(list: readonly unknown[], name: string, i: number): string {
  return list.length > 1 ? `${name} (${i + 1} of ${list.length})` : ''
}

function byName(forms: ClosedForms): TheoryModel['close'] {
  return (name) => (Object.hasOwn(forms, name) ? forms[name]() : undefined)
}

function finiteSource(spec: FiniteSourceSpec): () => TheoryModel {
  return () => ({ variants: [single((_, luck) => startFiniteSource(spec, luck))], close: byName(closeFiniteSource(spec)) })
}

function oneForOne(specs: readonly OneForOneSpec[]): () => TheoryModel {
  return () => ({
    variants: specs.map((spec, i) => ({ label: labelOf(specs, spec.renewal.name, i), start: (_, luck) => startOneForOne(spec, luck) })),
    close: byName(closeOneForOne(specs[0])),
  })
}

function ageReplacement(fields: Fields): () => TheoryModel {
  const life = fields.distribution(['life', 'lifetime', 'lifeTime', 'upTime'], 'time')
  const cost = [1e-12, 1e15] as const
  const plannedCost = fields.number(['plannedCost', 'costPlanned', 'preventiveCost', 'cp', 'costPreventive', 'cost_planned'], cost)
  const failureCost = fields.number(['failureCost', 'costFailure', 'cf', 'correctiveCost', 'cost_failure'], cost)
  const age = fields.number(['age', 'replaceAt', 'replacementAge', 'T'], [1e-12, Infinity], 0)
  fields.finish()
  return () => {
    const best = bestAge({ life, plannedCost, failureCost })
    const spec = { life, plannedCost, failureCost, age: age === 0 ? best : age }
    return { variants: [single((_, luck) => startAgeAs(spec, luck))], close: byName(closeAge(spec, best)) }
  }
}

/** The names that the literature has for the best age and its cost are read from the run at that age. */
function startAgeAs(spec: AgeSpec, luck: Luck): Experiment {
  const experiment = startAge(spec, Math.min(spec.life.mean, spec.age), luck)
  return {
    ...forward(experiment),
    find: (name) => experiment.find(/^(cost_rate|cost)(_(star|opt|optimal|at_T|T|per_day|at_age))?$/.test(name) ? 'cost_rate' : name),
  }
}

function forward(experiment: Experiment): Omit<Experiment, 'find'> {
  return {
    sums: experiment.sums,
    get events() {
      return experiment.events
    },
    pieceSize: experiment.pieceSize,
    run: (size) => experiment.run(size),
    level: experiment.level,
    controls: experiment.controls,
  }
}

function closeAge(spec: AgeSpec, best: number): ClosedForms {
  const rate = (age: number) => () => costRateAt(spec, age)
  const worst = rate(Infinity)
  const forms: Record<string, () => number> = {
    mean_life: () => spec.life.mean,
    run_to_failure_cost_rate: worst,
    cost_rate_failure: worst,
    cost_rate_run_to_failure: worst,
    saving_vs_run_to_failure: () => 1 - rate(best)() / worst(),
    P_failure: () => 1 - tailOf(spec.life, spec.age),
    P_planned: () => tailOf(spec.life, spec.age),
    mean_cycle: () => (spec.age === Infinity ? spec.life.mean : livedUntil(spec.life, spec.age)),
  }
  for (const name of ['T_star', 'T_opt', 'T_optimal', 'age_opt', 'age_star']) forms[name] = () => best
  for (const name of ['cost_rate_star', 'cost_rate_opt', 'cost_rate_optimal', 'cost_star', 'cost_opt']) forms[name] = rate(best)
  for (const name of ['cost_rate', 'cost', 'cost_rate_at_T', 'cost_rate_T', 'cost_rate_at_age']) forms[name] = rate(spec.age)
  return forms
}

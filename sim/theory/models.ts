import { closeAlternating, closeAmple, closePoissonDay, momentsOf } from './closed-time.ts'
import { closeMixedStation } from './closed-mixed.ts'
import { closeFiniteSource, closeNetwork, closeQueue } from './closed-queue.ts'
import { closeEoq, closeNewsvendor, closeOneForOne, closeTwoEchelon, newsvendorOrder, readEoq, type ClosedForms } from './closed-stock.ts'
import { atBestAge, closeAge, readAge, startAge } from './age-replacement.ts'
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
import { readAlternating, startAlternating } from './renewal.ts'
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
  'age-replacement': (fields) => {
    const spec = readAge(fields)
    return () => ({ variants: [single((_, luck) => startAge(atBestAge(spec), luck))], close: (name) => closeAge(atBestAge(spec), name) })
  },
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

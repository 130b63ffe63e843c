import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { deterministic, draw, erlang, exponential, geometric, lognormal, type Distribution } from './distribution.ts'
import { runSpan, seedStreams, viewStreams, type Luck } from './experiment.ts'
import { findQueueReader, layOutQueue, QueueSum } from './queue-layout.ts'
import { Discipline, QueueModel, type QueueSpec } from './queue-model.ts'

interface Plain {
  readonly servers: number
  readonly capacity: number
  readonly gap: Distribution
  readonly service: Distribution
  readonly patience: Distribution | null
}

/** What happened to those who left by `end`, customer by customer in order of arrival, with the draws of the model's own streams. */
function queueNaively({ servers, capacity, gap, service, patience }: Plain, luck: Luck, end: number) {
  const words = new Uint32Array(24)
  seedStreams(words, luck)
  const streams = viewStreams(words)
  const freeAt = Array.from({ length: servers }, () => 0)
  let leaveAt: number[] = []
  const found = { offered: 0, lost: 0, delayed: 0, served: 0, abandoned: 0, waited: 0, stay: 0 }
  for (let time = draw(gap, streams[0]); time <= end; time += draw(gap, streams[0])) {
    found.offered++
    leaveAt = leaveAt.filter((leaves) => leaves > time)
    if (leaveAt.length >= capacity) {
      found.lost++
      continue
    }
    const work = draw(service, streams[2])
    const server = freeAt.indexOf(Math.min(...freeAt))
    const start = Math.max(time, freeAt[server])
    if (start > time) found.delayed++
    const givesUp = start > time && patience !== null ? time + draw(patience, streams[3]) : Infinity
    const leaves = Math.min(start + work, givesUp <= start ? givesUp : Infinity)
    if (givesUp > start) freeAt[server] = leaves
    leaveAt.push(leaves)
    if (leaves > end) continue
    found[givesUp > start ? 'served' : 'abandoned']++
    found.waited += Math.min(start, givesUp) - time
    found.stay += leaves - time
  }
  return found
}

function specOf({ servers, capacity, gap, service, patience }: Plain): QueueSpec {
  const classes = [{ gap, service, patience, batch: null }]
  return { servers, capacity, classes, discipline: Discipline.fifo, vacation: null, vacatesAgain: false }
}

const layout = layOutQueue(['L'], 1, 1)

const plain = fc.record({
  servers: fc.integer({ min: 1, max: 4 }),
  room: fc.constantFrom(0, 1, 5, Infinity),
  gap: fc.constantFrom(exponential(1), exponential(0.4), erlang(2, 0.7), deterministic(0.9)),
  service: fc.constantFrom(exponential(1), lognormal(1.3, 1), erlang(3, 2)),
  patience: fc.constantFrom(null, exponential(1), lognormal(0.5, 0.5)),
})

describe('in order of arrival', () => {
  test('the event-driven queue is the customer-by-customer recursion, draw by draw', () => {
    fc.assert(
      fc.property(
        plain,
        fc.integer({ min: 0, max: 1e9 }),
        fc.double({ min: 10, max: 300, noNaN: true }),
        ({ room, ...rest }, seed, span) => {
          const queue = { ...rest, capacity: rest.servers + room }
          const luck = { seed, id: 3 }
          const model = new QueueModel(specOf(queue), layout, luck)
          runSpan(model, span)
          const naive = queueNaively(queue, luck, span)
          const { sums } = model
          for (const count of ['offered', 'lost', 'delayed', 'served', 'abandoned'] as const)
            expect([count, sums[QueueSum[count]]]).toEqual([count, naive[count]])
          expect(sums[QueueSum.waited]).toBeCloseTo(naive.waited, 6)
          expect(sums[QueueSum.stay]).toBeCloseTo(naive.stay, 6)
        },
      ),
      { numRuns: 150 },
    )
  })
})

/** Everything that a queue can have, at once. */
const any = fc.record({
  servers: fc.integer({ min: 1, max: 3 }),
  room: fc.constantFrom(0, 2, Infinity),
  classes: fc.array(
    fc.record({
      gap: fc.constantFrom(exponential(1.5), erlang(2, 3)),
      service: fc.constantFrom(exponential(1), deterministic(0.5), lognormal(1, 1)),
      batch: fc.constantFrom(null, geometric(2, 1), geometric(0.5, 0)),
      patience: fc.constantFrom(null, exponential(2)),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  discipline: fc.constantFrom(...Object.values(Discipline)),
  vacation: fc.constantFrom(null, exponential(0.8)),
  vacatesAgain: fc.boolean(),
})

test('any mixture keeps its books: who came is lost, gone or present; areas are those of the stays', () => {
  fc.assert(
    fc.property(any, fc.integer({ min: 0, max: 1e9 }), ({ room, ...rest }, seed) => {
      const spec = { ...rest, capacity: rest.servers + room }
      const names = ['L', 'L1', 'p0', 'p1', 'W_p95', 'Wq_p95', 'P_W_gt_1', 'P_Wq_gt_halfservice']
      const own = layOutQueue(names, spec.classes.length, 1)
      const model = new QueueModel(spec, own, { seed, id: 1 })
      const total = new Float64Array(own.width)
      for (let piece = 0; piece < 4; piece++) {
        runSpan(model, 50)
        for (let i = 0; i < total.length; i++) total[i] += model.sums[i]
      }
      const sum = (key: keyof typeof QueueSum) => total[QueueSum[key]]
      const present = sum('offered') - sum('lost') - sum('served') - sum('abandoned')
      expect(sum('ended')).toBe(sum('served') + sum('abandoned'))
      expect(present).toBeGreaterThanOrEqual(0)
      if (spec.capacity < Infinity) expect(present).toBeLessThanOrEqual(spec.capacity)
      expect(sum('time')).toBe(200)
      expect(sum('present')).toBeCloseTo(sum('waiting') + sum('busy'), 6)
      // Those still here have stayed at most the whole run each.
      expect(sum('present')).toBeGreaterThanOrEqual(sum('stay') - 1e-6)
      expect(sum('present')).toBeLessThanOrEqual(sum('stay') + 200 * present + 1e-6)
      expect(sum('busy')).toBeLessThanOrEqual(200 * spec.servers + 1e-6)
      expect(sum('waited')).toBeLessThanOrEqual(sum('waiting') + 1e-6)
      for (const [at, whole] of (['ended', 'stay', 'waited', 'present', 'waiting', 'offered', 'lost'] as const).entries()) {
        const byClass = spec.classes.map((_, k) => total[own.classAt + k * own.classWidth + at])
        if (own.classes > 1) expect(byClass.reduce((a, b) => a + b, 0)).toBeCloseTo(sum(whole), 6)
      }
      for (const name of names) expect(findQueueReader(name, own, spec.servers, 1)).toBeTypeOf('function')
    }),
    { numRuns: 100 },
  )
})

test('names: levels, quantiles, limits, classes; what a layout does not keep has no reader', () => {
  const own = layOutQueue(['p3', 'W_p9', 'P_Wq_gt_0.5'], 2, 1)
  expect(own).toMatchObject({ levels: 4, waitLimits: [0.5], stayLimits: [], waitHistogramAt: 0 })
  expect(own.stayHistogramAt).toBeGreaterThan(0)
  const sums = new Float64Array(own.width)
  // Of the second class four have gone, who waited for 6 together.
  sums.set([4, 0, 6], own.classAt + own.classWidth)
  expect(findQueueReader('Wq2', own, 1, 1)?.(sums)).toBe(1.5)
  for (const name of ['Wq3', 'Wq0', 'L_', 'p', 'W_p', 'constructor', 'p4', 'Wq_p95', 'P_W_gt_0.5', 'P_Wq_gt_0.7'])
    expect([name, findQueueReader(name, own, 1, 1)]).toEqual([name, undefined])
})

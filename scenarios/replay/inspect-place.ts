import { dayOfTime, PlaceKind, StockList, stockList } from '../../twin/index.ts'
import type { World } from '../../twin/index.ts'
import { rowAfter } from './growing.ts'
import { livedMsOf, walkWorld } from './replay.ts'
import type { Replay, StockSamples } from './replay.ts'
import { maxEvents, row } from './story.ts'
import type { Row, Story, StoryEvent } from './story.ts'
import { kindWords, nameCustomer, namePlace, orderWords, spanText } from './words.ts'

const sampleMs = 15 * 60_000

/** Stock by type now and over the day, chargers, who waits, and what went wrong here. */
export function inspectPlace(replay: Replay, w: World, place: number, timeMs: number): Story {
  const { places, spec } = replay.layout
  const kind = places.kind[place]
  const isHub = kind === PlaceKind.hub
  const products = spec.products.map((_, p) => p).filter((p) => isStocked(w, place, p))
  return {
    title: `${kindWords[kind]} ${isHub ? places.name[place] : places.name[place].replace(/^\D+/, '')}`,
    rows: [
      ...(isHub ? [] : [row('Supplied by', namePlace(replay.layout, places.hub[place]))]),
      ...(places.slots[place] > 0 ? [row('Slots', places.slots[place], '1')] : []),
      row('Chargers busy', w.t.place.chargersBusy[place], '1'),
      row('Chargers', places.chargers[place], '1'),
      ...products.flatMap((product) => stockRows(w, place, product)),
      row('Customers waiting', w.t.place.waitCount[place], '1'),
      ...(isHub ? [row('Orders waiting', w.t.hub.orderCount[place], '1')] : []),
    ],
    series: stockCurves(replay, place, products, timeMs),
    events: missesAt(replay, place, timeMs),
  }
}

const states = [StockList.ready, StockList.charging, StockList.queued, StockList.withdrawn]
const stateWords = ['ready', 'charging', 'waiting for a charger', 'withdrawn']

const countIn = (w: World, place: number, product: number, state: number): number => w.t.list.count[stockList(w, place, product, state)]

function isStocked(w: World, place: number, product: number): boolean {
  const { target } = w.t.stock
  return target[place * w.layout.spec.products.length + product] > 0 || states.some((s) => countIn(w, place, product, s) > 0)
}

function stockRows(w: World, place: number, product: number): Row[] {
  const { label } = w.layout.spec.products[product]
  const counts = states.map((state, i) => ({ count: countIn(w, place, product, state), word: stateWords[i] }))
  return counts.filter(({ count }, i) => i === 0 || count > 0).map(({ count, word }) => row(`${label}, ${word}`, count, '1'))
}

/** Ready batteries by type over the local day of `timeMs`, as far as it has been lived. */
function stockCurves(replay: Replay, place: number, products: readonly number[], timeMs: number): Story['series'] {
  const { timesMs, counts } = stockOfDay(replay, timeMs)
  const listOf = (product: number): number => stockList(replay.run.world, place, product, StockList.ready)
  return products.map((product) => ({
    label: `${replay.layout.spec.products[product].label}, ready`,
    unit: '1',
    timeMs: timesMs.slice(),
    value: Float64Array.from(counts, (count) => count[listOf(product)]),
  }))
}

/** Counts of all stock lists each quarter of an hour; one walk through the day serves all places. */
function stockOfDay(replay: Replay, timeMs: number): StockSamples {
  const { days, spec, places } = replay.layout
  const day = Math.min(dayOfTime(days, timeMs), spec.days - 1)
  const fromMs = days.startMs[day]
  const endMs = Math.min(days.startMs[day + 1], livedMsOf(replay))
  if (replay.stock?.fromMs === fromMs && replay.stock.endMs === endMs) return replay.stock
  const timesMs = Float64Array.from({ length: Math.floor((endMs - fromMs) / sampleMs) + 1 }, (_, i) => fromMs + i * sampleMs)
  const counts: Int32Array[] = []
  const lists = stockList(replay.run.world, places.count, 0, 0)
  walkWorld(replay, timesMs, (w) => counts.push(w.t.list.count.slice(0, lists)))
  replay.stock = { fromMs, endMs, timesMs, counts }
  return replay.stock
}

/** Promises missed here, and visits that brought batteries, the last ones up to `timeMs`. */
function missesAt(replay: Replay, place: number, timeMs: number): StoryEvent[] {
  const { promises, orders } = replay.journal
  const events: StoryEvent[] = []
  const p = promises.columns
  for (let i = rowAfter(p.timeMs, promises.rows, timeMs) - 1; i >= 0 && events.length < maxEvents / 2; i--) {
    if (p.place[i] !== place || p.isKept[i] === 1) continue
    const waited = spanText(p.timeMs[i] - p.askedMs[i])
    events.push({ timeMs: p.timeMs[i], text: `${nameCustomer(replay.layout, p.customer[i])} left without a battery after ${waited}` })
  }
  const o = orders.columns
  let visits = 0
  for (let i = rowAfter(o.timeMs, orders.rows, timeMs) - 1; i >= 0 && visits < maxEvents / 2; i--) {
    if (o.place[i] !== place || o.customer[i] >= 0 || !(o.event[i] in visitWords)) continue
    events.push({ timeMs: o.timeMs[i], text: `${orderWords[o.kind[i]]} ${visitWords[o.event[i]]}` })
    visits += 1
  }
  return events.toSorted((a, b) => a.timeMs - b.timeMs)
}

/** By `OrderEvent`. */
const visitWords: Readonly<Record<number, string>> = { 0: 'asked for', 2: 'loaded at the hub', 3: 'done by a courier' }

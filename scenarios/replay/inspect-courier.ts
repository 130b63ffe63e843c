import { CourierState, dayOfTime, freshList, usedList } from '../../twin/index.ts'
import type { World } from '../../twin/index.ts'
import { rowAfter } from './growing.ts'
import { CourierStep } from './journal.ts'
import type { Replay } from './replay.ts'
import { row } from './story.ts'
import type { Story, StoryEvent } from './story.ts'
import { clockText, nameCourier, nameCustomer, namePlace, orderWords } from './words.ts'

const stateWords: Readonly<Record<number, string>> = {
  [CourierState.off]: 'off duty',
  [CourierState.idle]: 'waits at the hub',
  [CourierState.underway]: 'drives to a stop',
  [CourierState.serving]: 'at a door',
  [CourierState.returning]: 'back to the hub, or unloading',
}

/** The tour: what was done since local midnight, and the stops that are left with their planned times. */
export function inspectCourier(replay: Replay, w: World, courier: number, timeMs: number): Story {
  const { couriers, places, spec } = replay.layout
  const { count } = w.t.list
  const { startHour, endHour } = spec.couriers.shifts[couriers.shift[courier]]
  const planned = plannedStops(replay, w, courier, timeMs)
  return {
    title: `C${nameCourier(courier).slice(1)}`,
    rows: [
      row('Hub', places.name[couriers.hub[courier]]),
      row('Vehicle', spec.couriers.vehicles[couriers.vehicle[courier]].label),
      row('Shift', `${hourText(startHour)}–${hourText(endHour)}`),
      row('Doing', stateWords[w.t.courier.state[courier]]),
      row('Stops left', Math.max(0, planned.length - 1), '1'),
      row('Fresh batteries aboard', count[freshList(w, courier)], '1'),
      row('Used batteries aboard', count[usedList(w, courier)], '1'),
      row('Driven on this tour, to its next stop', isOnTour(w, courier) ? w.t.courier.drivenM[courier] : null, 'm'),
    ],
    series: [],
    events: [...doneToday(replay, courier, timeMs), ...planned],
  }
}

function hourText(hour: number): string {
  const minutes = Math.round(hour * 60)
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

function isOnTour(w: World, courier: number): boolean {
  return w.t.courier.state[courier] >= CourierState.underway
}

/** As the tour planner counts: driving in traffic, waiting for a window to open, the time at a door. The last one is the hub. */
function plannedStops(replay: Replay, w: World, courier: number, timeMs: number): StoryEvent[] {
  const { couriers, travel, spec, customerStop, placeStop } = replay.layout
  const o = w.t.order
  if (!isOnTour(w, courier)) return []
  const roads = travel[couriers.hub[courier]][couriers.vehicle[courier]]
  const stopMs = Math.round(spec.couriers.stopMinutes * 60_000)
  const events: StoryEvent[] = []
  let at = w.t.courier.atStop[courier]
  let arriveMs = lastArrival(replay, courier, timeMs)
  for (let order = w.t.courier.tourHead[courier]; order >= 0; order = o.next[order]) {
    const to = o.customer[order] >= 0 ? customerStop[o.customer[order]] : placeStop[o.place[order]]
    const doorMs = Math.max(events.length === 0 ? arriveMs : arriveMs + roads.timeMs[at * roads.stops + to], o.earliestMs[order])
    const until = o.customer[order] >= 0 ? `, promised by ${clockText(replay.layout, o.dueMs[order])}` : ''
    events.push({ timeMs: doorMs, text: `planned: ${doorOf(replay, o.kind[order], o.customer[order], o.place[order])}${until}` })
    at = to
    arriveMs = doorMs + stopMs
  }
  const backMs = events.length === 0 ? arriveMs : arriveMs + roads.timeMs[at * roads.stops]
  return backMs < timeMs ? events : [...events, { timeMs: backMs, text: 'planned: back at the hub' }]
}

/** When the drive that began last arrives. */
function lastArrival({ journal }: Replay, courier: number, timeMs: number): number {
  const c = journal.couriers.columns
  let i = rowAfter(c.timeMs, journal.couriers.rows, timeMs) - 1
  while (i >= 0 && (c.courier[i] !== courier || c.step[i] !== CourierStep.drives)) i--
  return i >= 0 ? c.arriveMs[i] : timeMs
}

function doorOf({ layout }: Replay, kind: number, customer: number, place: number): string {
  return `${orderWords[kind]}, ${customer >= 0 ? nameCustomer(layout, customer) : namePlace(layout, place)}`
}

/** By `OrderEvent`. */
const doneWords: Readonly<Record<number, string>> = { 3: 'done', 4: 'nobody there', 6: 'given up, nobody there' }

function doneToday(replay: Replay, courier: number, timeMs: number): StoryEvent[] {
  const { journal, layout } = replay
  const fromMs = layout.days.startMs[dayOfTime(layout.days, timeMs)]
  const events: StoryEvent[] = []
  const c = journal.couriers.columns
  for (let i = rowAfter(c.timeMs, journal.couriers.rows, fromMs - 1); i < journal.couriers.rows && c.timeMs[i] <= timeMs; i++) {
    if (c.courier[i] !== courier || c.step[i] === CourierStep.drives) continue
    events.push({ timeMs: c.timeMs[i], text: c.step[i] === CourierStep.shiftBegins ? 'shift begins' : 'shift ends' })
  }
  const o = journal.orders.columns
  for (let i = rowAfter(o.timeMs, journal.orders.rows, fromMs - 1); i < journal.orders.rows && o.timeMs[i] <= timeMs; i++) {
    if (o.courier[i] !== courier || !(o.event[i] in doneWords)) continue
    events.push({ timeMs: o.timeMs[i], text: `${doorOf(replay, o.kind[i], o.customer[i], o.place[i])}: ${doneWords[o.event[i]]}` })
  }
  return events.toSorted((a, b) => a.timeMs - b.timeMs)
}

import type { Problem } from '../../data/columns/index.ts'
import { dateTextFromDays } from '../../twin/index.ts'
import type { Reading } from './weather.ts'

const hourMs = 3_600_000
const hoursPerDay = 24
/** Stations that report every three hours have no gaps between. */
const widestStepHours = 3
/** Longer than this nobody knows what the weather was. */
const mostHours = 6
const mostDays = 2
/** Hours that may lack at the file's two ends: a file in UTC begins and ends within a local day. */
const mostAtEnds = 3
const mostListed = 20

interface Course {
  readonly firstDay: number
  /** °C by hour, 24 a day, or by day. */
  readonly degC: Float64Array
}

/**
 * Hours (or days) without a gap out of readings in order of time: several in an hour are averaged, a station's own step of up to three hours is bridged, and so are
 * gaps of up to six hours or two days, each with a problem. Days that are begun or ended in the middle are left out. `value` is `null` where a gap is longer, or no whole day is left.
 */
export function fillGaps(
  readings: readonly Reading[],
  isDaily: boolean,
  place: string,
): { readonly value: Course | null; readonly problems: readonly Problem[] } {
  const slotMs = isDaily ? hoursPerDay * hourMs : hourMs
  const slots = averageSlots(readings, slotMs)
  if (slots.length === 0) return refuse('no-rows', place, '0', 'No row can be used: mend the listed ones, or take the template.')
  const step = isDaily ? 1 : usualStep(slots)
  const most = isDaily ? mostDays : mostHours
  const gaps = slots
    .slice(1)
    .flatMap((slot, i) => (slot.at - slots[i].at > step ? [{ after: slots[i].at, length: slot.at - slots[i].at - 1 }] : []))
  const problems = describeGaps(isDaily || !isClockChange(gaps, slots.length) ? gaps : [], isDaily, place)
  const tooLong = gaps.find(({ length }) => length > most)
  if (tooLong !== undefined) {
    const remedy = `More than ${most} ${isDaily ? 'days' : 'hours'} are missing behind it: fill them in, or give another year.`
    return { value: null, problems: [...problems, { code: 'long-gap', place, value: stampOf(tooLong.after, isDaily), remedy }] }
  }
  const course = isDaily ? { firstDay: slots[0].at, degC: joinSlots(slots, slots[0].at, slots.at(-1)!.at + 1) } : wholeDays(slots)
  return course === null
    ? refuse('no-whole-day', place, `${slots.length}`, 'Give at least one whole day of hours.')
    : { value: course, problems }
}

function refuse(code: string, place: string, value: string, remedy: string) {
  return { value: null, problems: [{ code, place, value, remedy }] }
}

interface Slot {
  /** Hours, or days, since 1970. */
  readonly at: number
  readonly degC: number
}

function averageSlots(readings: readonly Reading[], slotMs: number): Slot[] {
  const slots: Slot[] = []
  for (let from = 0; from < readings.length;) {
    const at = Math.floor(readings[from].timeMs / slotMs)
    let to = from
    let sum = 0
    for (; to < readings.length && Math.floor(readings[to].timeMs / slotMs) === at; to++) sum += readings[to].degC
    slots.push({ at, degC: sum / (to - from) })
    from = to
  }
  return slots
}

/** Where the clock goes forward a local hour of the night never comes: once a year that is no gap. */
function isClockChange(gaps: readonly { readonly after: number; readonly length: number }[], slots: number): boolean {
  const isAtNight = gaps.every(({ after, length }) => length === 1 && (after + 1) % hoursPerDay < 4)
  return isAtNight && gaps.length <= 1 + Math.floor(slots / 8000)
}

/** The step that half of the readings keep. */
function usualStep(slots: readonly Slot[]): number {
  const steps = slots.slice(1).map(({ at }, i) => at - slots[i].at)
  const middle = steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 1
  return middle <= widestStepHours ? middle : 1
}

/** Values of the slots from `from` to before `to`, on a line between neighbours and level at the ends. */
function joinSlots(slots: readonly Slot[], from: number, to: number): Float64Array {
  const degC = new Float64Array(to - from)
  let next = 0
  for (let at = from; at < to; at++) {
    while (next < slots.length && slots[next].at < at) next++
    const after = slots[Math.min(next, slots.length - 1)]
    const before = slots[Math.max(0, after.at === at ? next : next - 1)]
    const share = after.at > before.at ? Math.min(1, Math.max(0, (at - before.at) / (after.at - before.at))) : 0
    degC[at - from] = before.degC + share * (after.degC - before.degC)
  }
  return degC
}

function wholeDays(slots: readonly Slot[]): Course | null {
  const firstDay = Math.floor((slots[0].at + hoursPerDay - 1 - mostAtEnds) / hoursPerDay)
  const endDay = Math.floor((slots.at(-1)!.at + 1 + mostAtEnds) / hoursPerDay)
  if (endDay <= firstDay) return null
  return { firstDay, degC: joinSlots(slots, firstDay * hoursPerDay, endDay * hoursPerDay) }
}

function stampOf(at: number, isDaily: boolean): string {
  const day = isDaily ? at : Math.floor(at / hoursPerDay)
  return isDaily ? dateTextFromDays(day) : `${dateTextFromDays(day)} ${String(at - day * hoursPerDay).padStart(2, '0')}:00`
}

function describeGaps(gaps: readonly { readonly after: number; readonly length: number }[], isDaily: boolean, place: string): Problem[] {
  const unit = isDaily ? 'days' : 'hours'
  const shown = gaps.slice(0, mostListed).map(({ after, length }) => ({
    code: 'gap',
    place,
    value: stampOf(after, isDaily),
    remedy: `${length} ${unit} are missing behind it: fill them in. Where it is short, --good-rows draws a line across it.`,
  }))
  const rest = gaps.length - shown.length
  return rest > 0
    ? [...shown, { code: 'gap', place, value: `${rest} more gaps`, remedy: 'They have the same problem as those listed.' }]
    : shown
}

import { formatQuantity } from '../format.ts'
import { AlarmKind } from '../../twin/live/index.ts'
import type { LiveAlarm } from './live-types.ts'

export const alarmWords: Readonly<Record<number, string>> = {
  [AlarmKind.silence]: 'silence',
  [AlarmKind.temperature]: 'temperature',
  [AlarmKind.divergence]: 'divergence',
}

export function textOf(value: number, unit: string): string {
  const { number, unit: shown } = formatQuantity(value, unit)
  return `${number}\u202f${shown}`.trim()
}

/** Charge in whole percent: a measurement says no more. */
export function chargeText(frac: number): string {
  return frac === frac ? `${Math.round(frac * 100)}\u202f%` : '–'
}

/** `2 min ago`, as the list says it. */
export function ageText(ageMs: number): string {
  if (!(ageMs >= 0)) return '–'
  if (ageMs < 1000) return 'now'
  const steps = [
    { from: 172_800_000, ms: 86_400_000, unit: 'd' },
    { from: 3_600_000, ms: 3_600_000, unit: 'h' },
    { from: 60_000, ms: 60_000, unit: 'min' },
    { from: 0, ms: 1000, unit: 's' },
  ]
  const step = steps.find(({ from }) => ageMs >= from)!
  return `${Math.floor(ageMs / step.ms)}\u202f${step.unit}`
}

/** What an alarm says beside its kind. */
export function describeAlarm({ kind, value, toMs }: LiveAlarm): string {
  const lasts = toMs === Infinity
  if (kind === AlarmKind.silence) return `${lasts ? 'no reading for' : 'there was no reading for'} ${ageText(value)}`
  if (kind === AlarmKind.temperature) return `${lasts ? 'is' : 'was'} at ${textOf(value, '°C')}`
  const points = Math.round(Math.abs(value) * 100)
  return `measured ${points} points ${value > 0 ? 'above' : 'below'} the prediction`
}

const formatters = new Map<string, Intl.DateTimeFormat>()

/** `12 Oct 2023, 13:35:24` by the wall clock of a zone. */
export function momentText(zone: string, ms: number, hasDate = true): string {
  const key = `${zone} ${hasDate}`
  let formatter = formatters.get(key)
  if (formatter === undefined) {
    const time = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23', timeZone: zone } as const
    formatter = new Intl.DateTimeFormat('en-GB', hasDate ? { ...time, day: 'numeric', month: 'short', year: 'numeric' } : time)
    formatters.set(key, formatter)
  }
  return Number.isFinite(ms) ? formatter.format(ms) : '–'
}

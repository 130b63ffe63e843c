import { signal } from '@preact/signals'
import { expect, test } from 'vitest'
import type { IncidentAsk, Pick, WorstDay } from '../run-api.ts'
import { createClock } from './clock.ts'
import { createFindings } from './findings.ts'

const times = [10, 20, 20, 40]
const asks: IncidentAsk[] = []

/** Incidents at the times above, by the same rules as the run's own search. */
async function findIncident(ask: IncidentAsk) {
  asks.push(ask)
  const { kind, timeMs, direction, number } = ask
  const stands = number !== undefined && times[number - 1] === timeMs
  const later = times.findIndex((t) => t > timeMs)
  const next = direction > 0 ? (later < 0 ? times.length : later) : times.filter((t) => t < timeMs).length - 1
  const at = stands ? number - 1 + direction : next
  const incident =
    times[at] === undefined ? null : { timeMs: times[at], number: at + 1, pick: { kind: 'customer' as const, id: at }, title: '', why: '' }
  return { run: 1, kind, count: times.length, sinceMs: 0, incident }
}

const setUp = (endMs = 100, worstDay: () => Promise<WorstDay | null> = async () => null) => {
  const clock = createClock(signal(endMs), signal(false), 0, 60)
  const selection = signal<Pick | null>(null)
  return { clock, selection, findings: createFindings({ findIncident, worstDay }, clock, selection) }
}

test('jumps go through all incidents, two at one moment included, stop at the last and say so', async () => {
  const { clock, selection, findings } = setUp()
  clock.isPlaying.value = true
  const seen = []
  for (let i = 0; i < 5; i++) {
    await findings.jump('breach', 1)
    seen.push([clock.timeMs.value, selection.value?.id, findings.incident.value?.incident?.number])
  }
  expect(seen).toEqual([
    [10, 0, 1],
    [20, 1, 2],
    [20, 2, 3],
    [40, 3, 4],
    [40, 3, undefined],
  ])
  expect(clock.isPlaying.value).toBe(false)
  await findings.jump('breach', -1)
  expect(selection.value?.id).toBe(2)
})

test('a clock that was moved in between starts from where it is', async () => {
  const { clock, findings } = setUp()
  await findings.jump('breach', 1)
  clock.seek(30)
  await findings.jump('breach', -1)
  expect(findings.incident.value?.incident?.number).toBe(3)
})

test('an incident at the very end, where the clock stops a moment before, is not met twice', async () => {
  const { clock, findings } = setUp(40)
  clock.seek(30)
  await findings.jump('breach', 1)
  expect([clock.timeMs.value, findings.incident.value?.incident?.number]).toEqual([39, 4])
  await findings.jump('breach', 1)
  expect(findings.incident.value?.incident).toBe(null)
})

test('an answer that comes after a newer question is dropped, and what fails is told', async () => {
  const answers: ((day: WorstDay | null) => void)[] = []
  const { findings } = setUp(100, () => new Promise((resolve) => answers.push(resolve)))
  const first = findings.findWorst(1)
  const second = findings.findWorst(2)
  answers[1](null)
  await second
  expect(findings.absence.value).toContain('No promise was missed')
  answers[0]({ peakMs: 5 } as WorstDay)
  await first
  expect(findings.worst.value).toBe(null)
  const failing = setUp(100, () => Promise.reject(new Error('gone')))
  await failing.findings.findWorst(1)
  expect(failing.findings.absence.value).toContain('gone')
})

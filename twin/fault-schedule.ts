import { exponentialFrom, philoxUniform } from '../sim/random/index.ts'
import { EventKind, EventPriority } from './event-kinds.ts'
import { Stream } from './luck.ts'
import type { FaultSpec } from './spec.ts'
import { luckSeed, nowMs } from './world.ts'
import type { World } from './world.ts'

const yearMs = 365.25 * 86_400_000

function totalPerYear(f: FaultSpec): number {
  return f.electronicsPerYear + f.waterPerYear + f.damagePerYear + f.theftPerYear
}

/**
 * Schedules the next candidate for a fault: faults are a Poisson process drawn at the run's highest rate and thinned by the day's factor
 * (Lewis and Shedler 1979). Occasion = candidates of this battery so far.
 */
export function scheduleFault(w: World, battery: number): void {
  const { spec, weather } = w.layout
  const rate = totalPerYear(spec.faults) * weather.maxFaultFactor
  if (rate <= 0) return
  const b = w.t.battery
  const luck = philoxUniform(luckSeed(w), Stream.fault, b.stableId[battery], b.faultCount[battery])
  const atMs = nowMs(w) + Math.max(1, Math.round(exponentialFrom(luck, yearMs / rate)))
  // Beyond the run's end no event is needed: the candidate cannot strike.
  if (atMs <= w.layout.days.startMs[spec.days]) w.list.schedule(atMs, EventPriority.act, EventKind.faultStrikes, battery)
}

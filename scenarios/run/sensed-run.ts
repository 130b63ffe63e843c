import { senseFleet, telemetryHeader } from '../../twin/index.ts'
import type { Sensors } from '../../twin/index.ts'
import { advanceRun } from './scenario-run.ts'
import type { RunStatus, ScenarioRun } from './scenario-run.ts'

/** A run whose terminals report: the same bits as without. */
export interface SensedRun {
  readonly run: ScenarioRun
  readonly sensors: Sensors
  readonly write: (text: string) => void
  nextMs: number
}

export function startSensing(run: ScenarioRun, sensors: Sensors, write: (text: string) => void): SensedRun {
  write(telemetryHeader)
  return { run, sensors, write, nextMs: 0 }
}

/** As `advanceRun`; the readings of each moment are written when all of its events are done. */
export function advanceSensed(sensed: SensedRun, maxEvents: number): RunStatus {
  const { run, sensors } = sensed
  const status = advanceRun(run, maxEvents, sensed.nextMs)
  if (status.kind !== 'running' || run.world.list.peekTime() <= sensed.nextMs) return status
  sensed.write(senseFleet(sensors, run.world, sensed.nextMs))
  sensed.nextMs += sensors.settings.everyMs
  return status
}

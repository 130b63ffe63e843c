import { walkWorld } from '../scenarios/index.ts'
import type { Replay } from '../scenarios/index.ts'
import { createSensors, defaultSensors, senseFleet, telemetryHeader } from '../twin/index.ts'
import { pause } from './pause.ts'

/** Readings of a run's terminals in a span that it has lived, as a file: the same lines as the command line writes for these times. */
export async function emitTelemetry(replay: Replay, fromMs: number, toMs: number, everyMs: number): Promise<Blob> {
  const sensors = createSensors(replay.layout, { ...defaultSensors, everyMs })
  const parts: Blob[] = [new Blob([telemetryHeader])]
  for (let timeMs = Math.ceil(fromMs / everyMs) * everyMs; timeMs < toMs; timeMs += everyMs) {
    walkWorld(replay, [timeMs], (world) => parts.push(new Blob([senseFleet(sensors, world, timeMs)])))
    await pause()
  }
  return new Blob(parts, { type: 'text/csv' })
}

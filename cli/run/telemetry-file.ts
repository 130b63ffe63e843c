import { closeSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Parsed, Problem } from '../../data/columns/index.ts'
import { defaultSensors } from '../../twin/index.ts'
import type { SensorSettings } from '../../twin/index.ts'

/** A file of telemetry that appears only when it is whole. */
export interface TelemetryFile {
  readonly write: (text: string) => void
  readonly finish: () => void
  readonly discard: () => void
}

/** How terminals report, as the call says. */
export function readSensors(call: { readonly telemetryMinutes?: number; readonly telemetryNoise?: string }): Parsed<SensorSettings> {
  const { telemetryMinutes, telemetryNoise } = call
  const noise = telemetryNoise === undefined ? defaultSensors.socSdFrac : Number(telemetryNoise)
  if (!(noise >= 0 && noise <= 0.2)) {
    const remedy = 'Write a number from 0 to 0.2, for example 0.01: one point of charge.'
    return {
      value: null,
      problems: [{ code: 'out-of-range', place: '--telemetry-noise', value: (telemetryNoise ?? '').slice(0, 80), remedy }],
    }
  }
  const everyMs = telemetryMinutes === undefined ? defaultSensors.everyMs : telemetryMinutes * 60_000
  return { value: { ...defaultSensors, everyMs, socSdFrac: noise }, problems: [] }
}

const pieceLength = 1 << 16

/** Opens a file for `--emit-telemetry`; one that is there already is replaced when the new one is whole. */
export function openTelemetry(path: string): Parsed<TelemetryFile> {
  const target = resolve(path)
  const partial = `${target}.partial-${process.pid}`
  if (statSync(target, { throwIfNoEntry: false })?.isDirectory() === true)
    return refuse(path, 'It is a folder: name a file, for example readings.csv.')
  try {
    return { value: writeTelemetry(target, partial), problems: [] }
  } catch (error) {
    return refuse(path, `Name a place where files can be written (${error instanceof Error ? error.message : String(error)}).`)
  }
}

function writeTelemetry(target: string, partial: string): TelemetryFile {
  const file = openSync(partial, 'w')
  let text = ''
  let isOpen = true
  const flush = () => {
    writeSync(file, text)
    text = ''
  }
  const close = () => {
    if (isOpen) closeSync(file)
    isOpen = false
  }
  return {
    write(piece) {
      text += piece
      if (text.length >= pieceLength) flush()
    },
    finish() {
      flush()
      close()
      renameSync(partial, target)
    },
    discard() {
      close()
      rmSync(partial, { force: true })
    },
  }
}

function refuse(path: string, remedy: string): Parsed<TelemetryFile> {
  const problem: Problem = { code: 'file-not-writable', place: '--emit-telemetry', value: path.slice(-80), remedy }
  return { value: null, problems: [problem] }
}

import type { DrawWindow } from '../../scenarios/index.ts'
import { prepareLegs, type LegRows } from './legs.ts'
import { prepareStays, type StayRows } from './stays.ts'

/** A span of time as the map draws it and picks from it. Made in the worker; its buffers are handed over, not copied. */
export interface MapWindow {
  /** The run that it is of. */
  readonly run: number
  readonly fromMs: number
  readonly toMs: number
  readonly stays: StayRows
  readonly legs: LegRows
}

/** Makes a window ready for the GPU and for picks; `places` and `customers` are the rows of the run's scene. */
export function prepareWindow({ run, fromMs, toMs, stays, legs }: DrawWindow, places: number, customers: number): MapWindow {
  return {
    run,
    fromMs,
    toMs,
    stays: prepareStays(stays, places, customers),
    legs: prepareLegs(legs, (toMs - fromMs) / 1000),
  }
}

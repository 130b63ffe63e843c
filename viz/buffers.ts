import type { MapWindow } from './moments/index.ts'
import type { CityDrawing, InsideView, Inspection } from './run-api.ts'

/** Buffers of the columns in a value, to be handed over to another thread without a copy. */
function collect(values: readonly unknown[]): ArrayBuffer[] {
  return values.flatMap((value) => (ArrayBuffer.isView(value) && value.buffer instanceof ArrayBuffer ? [value.buffer] : []))
}

export function buffersOfWindow({ stays, legs }: MapWindow): ArrayBuffer[] {
  return collect([...Object.values(stays), ...Object.values(legs)])
}

export function buffersOfCity({ roads, water, green, waterLines, lineNames }: CityDrawing): ArrayBuffer[] {
  return collect([waterLines, ...[roads, water, green, lineNames].flatMap((part) => Object.values(part))])
}

export function buffersOfInspection({ series }: Inspection): ArrayBuffer[] {
  return collect(series.flatMap(({ timeMs, value }) => [timeMs, value]))
}

export function buffersOfInside({ batteries, couriers }: InsideView): ArrayBuffer[] {
  return collect([...Object.values(batteries), ...Object.values(couriers)])
}

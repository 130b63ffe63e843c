export type {
  AreaName,
  CityDrawing,
  CustomerColumns,
  DrawWindow,
  Inspection,
  LateCustomer,
  LateList,
  LineNameColumns,
  OutlineColumns,
  Pick,
  PlaceColumns,
  RunScene,
} from './draw.ts'
export { drawCity, drawScene } from './city-drawing.ts'
export {
  advanceReplay,
  allDailyOf,
  knownMsOf,
  livedFromMs,
  livedMsOf,
  longestTourMs,
  reviveReplay,
  seekEvents,
  snapshotDay,
  shrinkReplay,
  startReplay,
  walkWorld,
} from './replay.ts'
export type { Replay } from './replay.ts'
export { openLogWindow } from './log-window.ts'
export type { LogWindow } from './log-window.ts'
export { inspect } from './inspect.ts'
export { listLate } from './late.ts'
export { createPlaceCounts, packCounts, traceCounts, unpackCounts } from './place-counts.ts'
export type { PlaceCounts } from './place-counts.ts'
export { tabulatePlaces } from './place-facts.ts'
export type { PlaceFacts } from './place-facts.ts'
export { drawWindow } from './window.ts'
export type { BatteryTrack, DayTotals, IncidentAnswer, IncidentAsk, IncidentKind, InsideView, WorstDay } from './draw.ts'
export { AtRamp, InsideState, lookInside } from './inside.ts'
export { totalDays } from './day-totals.ts'
export { findIncident } from './incident.ts'
export { trackBattery } from './track.ts'
export { findWorstDay, rankDays } from './worst-day.ts'

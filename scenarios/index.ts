export { findNode, listLeaves } from './descriptor/index.ts'
export type { Field, Leaf } from './descriptor/index.ts'
export { libraryNames, resolveLibrary } from './library/index.ts'
export { loadScenario } from './load/index.ts'
export type { Json, JsonObject, LoadedScenario } from './load/index.ts'
export { batteriesTemplate, customersTemplate, readOwnData } from './own-data/index.ts'
export type { OwnTables } from './own-data/index.ts'
export { hashSources, parseManifest } from './manifest/index.ts'
export type { Manifest } from './manifest/index.ts'
export { computeKpis, kpis } from './kpis/index.ts'
export type { KpiResult } from './kpis/index.ts'
export { resolveCalendar, zones } from './calendar/index.ts'
export {
  advanceRun,
  advanceSensed,
  eventsOf,
  factsOf,
  layOutScenario,
  manifestOf,
  readCheckpoint,
  resumeRun,
  startRun,
  startSensing,
  writeCheckpoint,
} from './run/index.ts'
export type { RunStatus, ScenarioRun, SensedRun } from './run/index.ts'
export type { CityDrawing, CustomerColumns, DrawWindow, Inspection, OutlineColumns, Pick, PlaceColumns, RunScene } from './replay/index.ts'
export type { AreaName, LateCustomer, LateList, LineNameColumns } from './replay/index.ts'
export {
  advanceReplay,
  drawCity,
  drawScene,
  drawWindow,
  inspect,
  listLate,
  livedMsOf,
  seekEvents,
  shrinkReplay,
  startReplay,
  walkWorld,
} from './replay/index.ts'
export type { BatteryTrack, DayTotals, IncidentAnswer, IncidentAsk, IncidentKind, InsideView, Replay, WorstDay } from './replay/index.ts'
export { AtRamp, findIncident, InsideState, lookInside, findWorstDay, totalDays, trackBattery } from './replay/index.ts'

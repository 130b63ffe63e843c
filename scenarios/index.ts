export { findNode, listLeaves } from './descriptor/index.ts'
export type { Field, Leaf } from './descriptor/index.ts'
export { libraryNames, listAssumptions, resolveLibrary, resolveSpan, spanNames } from './library/index.ts'
export type { Assumption, Subject } from './library/index.ts'
export { describeDifference, loadScenario } from './load/index.ts'
export type { Difference, Json, JsonObject, LoadedScenario } from './load/index.ts'
export { hashManifest, hashSources, parseManifest } from './manifest/index.ts'
export { batteriesTemplate, customersTemplate, kindOfOwnTable, readOwnBySteps, readOwnData, weatherTemplate } from './own-data/index.ts'
export type { OwnReading, OwnTables } from './own-data/index.ts'
export type { Manifest } from './manifest/index.ts'
export { computeCourses, computeKpis, computeTrend, countSpans, hasTrend, kpis } from './kpis/index.ts'
export type { Kpi, KpiQuery, KpiResult } from './kpis/index.ts'
export { resolveCalendar, zones } from './calendar/index.ts'
export {
  advanceRun,
  advanceSensed,
  decideBy,
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
export type { Checkpoint, RunStatus, ScenarioRun, SensedRun } from './run/index.ts'
export type {
  CityDrawing,
  CustomerColumns,
  DrawWindow,
  Inspection,
  LogWindow,
  OutlineColumns,
  Pick,
  PlaceColumns,
  PlaceCounts,
  PlaceFacts,
  RunScene,
} from './replay/index.ts'
export type { AreaName, LateCustomer, LateList, LineNameColumns } from './replay/index.ts'
export {
  advanceReplay,
  createPlaceCounts,
  allDailyOf,
  drawCity,
  drawScene,
  drawWindow,
  inspect,
  knownMsOf,
  listLate,
  livedFromMs,
  livedMsOf,
  longestTourMs,
  openLogWindow,
  packCounts,
  rankDays,
  reviveReplay,
  seekEvents,
  snapshotDay,
  shrinkReplay,
  startReplay,
  tabulatePlaces,
  traceCounts,
  unpackCounts,
  walkWorld,
} from './replay/index.ts'
export type { BatteryTrack, DayTotals, IncidentAnswer, IncidentAsk, IncidentKind, InsideView, Replay, WorstDay } from './replay/index.ts'
export { AtRamp, findIncident, InsideState, lookInside, findWorstDay, totalDays, trackBattery } from './replay/index.ts'
export {
  advanceMeasured,
  averageCourses,
  compareFigure,
  dailyOf,
  factsMeasured,
  fanOf,
  findWarmUp,
  listWindows,
  replicatePairs,
  startFacts,
  startFuture,
  startMeasuring,
  tabulateStart,
  usualLevel,
  usualPrecision,
  warmUpKpis,
  warmUpSpanDays,
} from './experiment/index.ts'
export type {
  Comparison,
  DoneReplication,
  Estimate,
  Fan,
  MeasuredRun,
  PairedEstimate,
  Precision,
  Replication,
  ReplicationPair,
  ReplicationResult,
  WarmUp,
  WelchCourse,
} from './experiment/index.ts'
export type { FactorEffect, Screening } from './experiment/index.ts'
export { layOver, listPoints, placePoints, readDesign } from './design/index.ts'
export type { Design, PlacedPoint, PointPlan } from './design/index.ts'
export { judgeSweep, limitsOf, nameRun, planSweep, readResult, reportSweep, writeResult } from './sweep/index.ts'
export type { GeneratedPlace, ResultOf, RunJob, RunResult, SweepPlan, SweepReport, SweepRun } from './sweep/index.ts'
export { combineHashes, createFactSum, describeSpan, inCity, indexCities, isSpan, openSpan } from './span/index.ts'
export type { CityPlace, OpenedSpan, PlacedCity, SpanChanges, SpanIndexes, SpanManifest } from './span/index.ts'

export * from './calendar.ts'
export * from './civil.ts'
export type * from './spec.ts'
export { AgeingFlag, ageingModels } from './ageing/index.ts'
export { createPathSpace, findShortestPath, generateCity, haversineM, importCity, joinWays, roadClasses } from './city/index.ts'
export type { City, Contraction, DemandSource, Outline, PathSpace, Street } from './city/index.ts'
export { countSpares, listStartNames } from './battery-names.ts'
export { CourierState } from './courier-state.ts'
export { canReachSoh } from './battery.ts'
export { createWorld, policiesOf } from './create-world.ts'
export { firstDayRates, modelOf } from './duty.ts'
export { usedFracAt } from './customer-use.ts'
export { createWorldRun } from './engine.ts'
export { EventKind } from './event-kinds.ts'
export { tabulateFade, tabulateHours } from './fact-tables.ts'
export { dailyFacts, factTables, fadeFacts, hourlyFacts, hourlyMeasures } from './facts.ts'
export { closeRecord } from './health.ts'
export { BatteryStatus, DeliveryMode, FaultKind, PlaceKind, ReplacementCause } from './kinds.ts'
export {
  createSurvey,
  dayOfTime,
  layOut,
  layOutCouriers,
  modeByShare,
  noOwnData,
  planPlaces,
  staffOn,
  typicalHours,
  typicalYear,
  wallHourAt,
  weatherCoverage,
} from './layout/index.ts'
export type { Layout, OwnBatteries, OwnCustomers, OwnData, OwnWeather, Survey } from './layout/index.ts'
export { customerList, freshList, stockList, usedList } from './list.ts'
export { LogKind, logTable, LogLevel } from './log.ts'
export type { LogChunk } from './log.ts'
export type { LogIds } from './log-writer.ts'
export { OrderKind } from './order-kind.ts'
export { outlookOf } from './outlook.ts'
export type { BatteryHistory, ExchangeQuestion, Policies } from './policy.ts'
export { CustomerState, OrderEvent, OrderState } from './process/index.ts'
export { StockList } from './schema.ts'
export { createSensors, defaultSensors, senseFleet, telemetryHeader } from './sensors.ts'
export type { Sensors, SensorSettings } from './sensors.ts'
export { socFracAt } from './soc-at.ts'
export { changeLuck } from './other-luck.ts'
export { placeSpares, targetsOf } from './start-stock.ts'
export { checkWorldSnapshot, forkWorld, restoreWorld, snapshotWorld } from './snapshot.ts'
export { hashWorld } from './state-hash.ts'
export { isPluggedIn } from './stock.ts'
export type { RunTrace } from './trace.ts'
export { nowMs, today } from './world.ts'
export type { RunSink, World } from './world.ts'

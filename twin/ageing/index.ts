export type { AgeingColumns } from './advance.ts'
export {
  advanceByStress,
  advanceDay,
  ageingColumnTypes,
  capacityOf,
  createAgeingColumns,
  resistanceOf,
  roundAsStates,
  startAgeing,
} from './advance.ts'
export { averageDayRates, computeDayRates, efcSlot, flagsOfRates, rateWidth } from './day-rates.ts'
export type { DayStress } from './day-stress.ts'
export { AgeingFlag, extractDayStress, rangeFlags } from './day-stress.ts'
export type { AgeingHistory } from './history.ts'
export { ageFromNew } from './history.ts'
export type { AgeingLaw, AgeingParameters, AgeingRange, AgeingState, StressPoints } from './law.ts'
export type { AgeingModel } from './model.ts'
export { ageingLaws, ageingModels, bareModelId, createAgeingModel, modelIndex } from './model.ts'
export { daysUntilSoh } from './prediction.ts'
export { extractReferenceDay } from './reference-day.ts'
export { createStressPoints, maxStressPoints } from './stress-points.ts'

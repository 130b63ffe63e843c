export { fanOf, startFuture } from './futures.ts'
export type { Fan } from './futures.ts'
export { advanceMeasured, dailyOf, factsMeasured, startFacts, startMeasuring, tabulateStart } from './measured-run.ts'
export type { MeasuredRun } from './measured-run.ts'
export { comparePaired, estimate, usualLevel } from './paired.ts'
export type { Estimate, Figures, PairedEstimate } from './paired.ts'
export { judgePoints } from './points-stop.ts'
export { regressFactors } from './regression.ts'
export { compareFigure, replicatePairs } from './replicate.ts'
export type {
  Comparison,
  DoneReplication,
  FailedReplication,
  Replication,
  ReplicationPair,
  ReplicationResult,
  ReplicateSettings,
} from './replicate.ts'
export { screenLevels } from './screening.ts'
export type { FactorEffect, Screening } from './screening.ts'
export { judgeStop, usualPrecision } from './stopping.ts'
export type { Precision, Stop } from './stopping.ts'
export { findWarmUp, warmUpKpis, warmUpSpanDays } from './warm-up.ts'
export type { WarmUp } from './warm-up.ts'
export { averageCourses, listWindows } from './welch.ts'
export type { WelchCourse } from './welch.ts'

export { addBatch, batchAt, createBatches } from './batches.ts'
export type { Batches } from './batches.ts'
export {
  addToHistogram,
  countOfHistogram,
  HISTOGRAM_HEAD,
  histogramSize,
  mergeHistogram,
  quantileOfHistogram,
  resetHistogram,
} from './histogram.ts'
export { areCorrelated, estimateBySections, halfWidthOf } from './interval.ts'
export type { Control, Estimate } from './interval.ts'
export { findTruncation } from './mser.ts'
export { quantileOf, quantileOfSorted, quantilesOf } from './quantile.ts'
export { addToRatioHistogram, quantileOfRatioHistogram, RATIO_HISTOGRAM_SIZE } from './ratio-histogram.ts'
export { studentQuantile, studentTail } from './student.ts'
export {
  addToTally,
  countOfTally,
  maxOfTally,
  meanOfTally,
  mergeTally,
  minOfTally,
  resetTally,
  TALLY_SIZE,
  varianceOfTally,
} from './tally.ts'
export {
  areaUntil,
  averageUntil,
  currentValue,
  maxOfTimeAverage,
  minOfTimeAverage,
  resetTimeAverage,
  stepTimeAverage,
  TIME_AVERAGE_SIZE,
} from './time-average.ts'
export { meanAcross, smoothWelch } from './welch.ts'

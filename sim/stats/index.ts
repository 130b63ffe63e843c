export {
  addToHistogram,
  countOfHistogram,
  HISTOGRAM_HEAD,
  histogramSize,
  mergeHistogram,
  quantileOfHistogram,
  resetHistogram,
} from './histogram.ts'
export { findTruncation } from './mser.ts'
export { quantileOf, quantileOfSorted, quantilesOf } from './quantile.ts'
export { studentQuantile } from './student.ts'
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

/**
 * Names of chance. Every draw of the twin is `philoxUniform(seed, stream, stable id, occasion, index)`: the stream says what is drawn, the
 * id of whom, the occasion when (day, n-th request, attempt). So the same entity meets the same luck under every policy, and two
 * scenarios are compared pair by pair. Stable numbers: append, never renumber.
 */
export const Stream = {
  site: 1,
  mode: 2,
  useFactor: 3,
  swapThreshold: 4,
  dayUse: 5,
  multiplier: 6,
  cohort: 7,
  fault: 8,
  faultKind: 9,
  absent: 10,
  partner: 11,
  partnerLead: 12,
  contractChange: 13,
  route: 14,
  phase: 15,
  startSoc: 16,
  pickUpHour: 17,
  sensor: 18,
  weakestCell: 19,
} as const
export type Stream = (typeof Stream)[keyof typeof Stream]

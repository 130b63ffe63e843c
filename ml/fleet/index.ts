export { createFleetRecorder } from './fleet-record.ts'
export type { FleetRecord, FleetRecorder } from './fleet-record.ts'
export { createLearnedPolicies } from './learned-policy.ts'

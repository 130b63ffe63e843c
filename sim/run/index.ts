export { advance, cancelRun, createRun, pauseRun, progressOf, resumeRun, runSchema, RunStatus } from './run.ts'
export type { Advance, Progress, Run, RunColumns, RunLimits, RunModel, StopReason } from './run.ts'

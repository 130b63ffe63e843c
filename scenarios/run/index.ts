export { layOutScenario } from './lay-out.ts'
export { manifestOf } from './manifest.ts'
export { advanceRun, eventsOf, factsOf, startRun } from './scenario-run.ts'
export type { RunSettings, RunStatus, ScenarioRun } from './scenario-run.ts'

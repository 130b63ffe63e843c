export { assumptionFields, checkAssumptions, defaultAssumptions, editsOf, goalOf, readBasis, scaleOf } from './fleet/index.ts'
export type {
  AssumptionField,
  Assumptions,
  Decisions,
  EditsBefore,
  FleetPlan,
  GoalCosts,
  PlanBasis,
  PlanCosts,
  PlanMethod,
  PlanMonth,
  PlanOutcome,
  PlanRequest,
  StaffChange,
  Worth,
} from './fleet/index.ts'
export { startPlanning } from './planner.ts'
export type { Planning, PlannerHands, PlannerOutcome, PlanWorker } from './planner.ts'

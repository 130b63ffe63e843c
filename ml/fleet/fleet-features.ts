import { cos, sin } from '../../sim/math/index.ts'
import type { ExchangeQuestion } from '../../twin/index.ts'
import type { Feature } from '../data-set.ts'

/** Days of the run at whose start the year stood, so that a season can be told. */
export interface FeatureContext {
  /** Days from 1 January to day 0 of the run. */
  readonly startDayOfYear: number
  /** State of health at which a battery is worn, where the contract does not ask for more. */
  readonly limitSohFrac: number
}

interface FleetFeature extends Feature {
  readonly of: (question: ExchangeQuestion, context: FeatureContext) => number
}

const yearDays = 365.25
const turn = 6.283185307179586

const seasonOf = ({ history }: ExchangeQuestion, { startDayOfYear }: FeatureContext): number =>
  (turn * (startDayOfYear + history.day)) / yearDays

/** Equivalent full cycles a day since purchase; a battery that was never used counts as one that is hardly used. */
export function cyclesPerDay({ history }: ExchangeQuestion): number {
  return Math.max(0.001, history.efc / Math.max(1, history.ageDays))
}

/** Everything that a fleet's telemetry can tell a model about a battery. A model that asks for anything else cannot decide in a run. */
export const fleetFeatures: readonly FleetFeature[] = [
  { name: 'sohFrac', unit: '1', meaning: 'State of health', of: (q) => q.sohFrac },
  { name: 'headroomFrac', unit: '1', meaning: 'State of health less the limit', of: (q, c) => q.sohFrac - limitOf(q, c) },
  { name: 'efc', unit: 'cycles', meaning: 'Equivalent full cycles so far', of: (q) => q.history.efc },
  {
    name: 'lifeFadePerCycle',
    unit: '1/cycle',
    meaning: 'Loss of health a cycle since new',
    of: (q) => (1 - q.sohFrac) / Math.max(1, q.history.efc),
  },
  { name: 'recentFadePerCycle', unit: '1/cycle', meaning: 'Loss of health a cycle, lately', of: (q) => q.fadePerDay / cyclesPerDay(q) },
  { name: 'ageDays', unit: 'd', meaning: 'Days since purchase', of: (q) => q.history.ageDays },
  { name: 'fadePerDay', unit: '1/d', meaning: 'Loss of health on the last day', of: (q) => q.fadePerDay },
  {
    name: 'lifeFadePerDay',
    unit: '1/d',
    meaning: 'Loss of health a day since new',
    of: (q) => (1 - q.sohFrac) / Math.max(1, q.history.ageDays),
  },
  { name: 'cyclesPerDay', unit: 'cycles/d', meaning: 'Equivalent full cycles a day since purchase', of: cyclesPerDay },
  { name: 'ambientDegC', unit: '°C', meaning: 'Mean air temperature of the day', of: (q) => q.history.ambientDegC },
  { name: 'seasonSin', unit: '1', meaning: 'Season, as the sine of the day of the year', of: (q, c) => sin(seasonOf(q, c)) },
  { name: 'seasonCos', unit: '1', meaning: 'Season, as the cosine of the day of the year', of: (q, c) => cos(seasonOf(q, c)) },
]

/** State of health below which this battery is worn. */
export function limitOf({ minimumSohFrac }: ExchangeQuestion, { limitSohFrac }: FeatureContext): number {
  return Math.max(limitSohFrac, minimumSohFrac)
}

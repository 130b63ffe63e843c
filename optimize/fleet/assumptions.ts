import type { Parsed, Problem } from '../../data/columns/index.ts'

/** What a plan takes from outside the run and its scenario. All of it can be edited; each has a unit, a range and a reason for its default. */
export interface Assumptions {
  readonly budgetEur: number
  readonly hireEur: number
  readonly leaveEur: number
  readonly moveEur: number
  readonly hiresPerMonth: number
  readonly penaltyEur: number
  readonly boxSetUpEur: number
  readonly boxRemoveEur: number
  readonly mostBoxes: number
  readonly batteryYears: number
  readonly courierTurnH: number
  readonly partnerTurnH: number
  readonly peakFactor: number
  readonly mostUseFrac: number
  readonly kneeUseFrac: number
  readonly missSlope: number
}

export interface AssumptionField {
  readonly key: keyof Assumptions
  readonly label: string
  /** For people; a share, 0 … 1, is written in %. */
  readonly unit: string
  readonly range: readonly [number, number]
  readonly isWhole: boolean
  readonly meaning: string
  /** Why the default is what it is. */
  readonly why: string
  readonly fallback: number
}

const field = (
  key: keyof Assumptions,
  label: string,
  unit: string,
  range: readonly [number, number],
  fallback: number,
  meaning: string,
  why: string,
): AssumptionField => ({ key, label, unit, range, isWhole: unit === '', meaning, why, fallback })

/** In the order of the form. */
export const assumptionFields: readonly AssumptionField[] = [
  field(
    'budgetEur',
    'Budget',
    '€',
    [0, 1e9],
    1_000_000,
    'Wages, hiring, batteries and boxes of the plan’s months together, at most',
    'above what the baseline spends on wages in a year, 683 000 €',
  ),
  field(
    'penaltyEur',
    'Cost of a missed promise',
    '€',
    [0, 1e5],
    5,
    'What a missed promise costs: credit and goodwill',
    'the credit of the scenario',
  ),
  field(
    'hireEur',
    'Hiring',
    '€ per courier',
    [0, 1e6],
    1500,
    'Recruiting, training and equipment of a new courier',
    'a few weeks of wages',
  ),
  field('leaveEur', 'Leaving', '€ per courier', [0, 1e6], 2000, 'Notice and handover when a courier leaves', 'half a month of wages'),
  field('moveEur', 'Moving to another hub', '€ per courier', [0, 1e6], 300, 'Instruction at another hub', 'two days of wages'),
  field(
    'hiresPerMonth',
    'Hires a month, at most',
    '',
    [0, 1000],
    4,
    'New couriers in all hubs in one month',
    'what a small team can train',
  ),
  field(
    'boxSetUpEur',
    'Setting a box up',
    '€ per box',
    [0, 1e6],
    900,
    'Transport, foundation and connection of a box',
    'rent and depreciation are paid by the day',
  ),
  field('boxRemoveEur', 'Taking a box away', '€ per box', [0, 1e6], 400, 'Dismantling and transport', 'a day of two people with a van'),
  field('mostBoxes', 'Boxes, at most', '', [0, 10_000], 60, 'Boxes that the city has sites for', 'half as many again as in the baseline'),
  field(
    'batteryYears',
    'Life of a battery',
    'years',
    [0.5, 30],
    6,
    'Years over which the price of a spare battery is spread',
    'as the purchase cohorts of the baseline',
  ),
  field(
    'courierTurnH',
    'Turn of a battery, own couriers',
    'h',
    [0.1, 240],
    4,
    'From leaving the hub’s shelf to being ready there again, without charging: tour out, tour back, waiting',
    'two tours of about two hours',
  ),
  field(
    'partnerTurnH',
    'Turn of a battery, partner',
    'h',
    [0.1, 240],
    20,
    'The same by the partner carrier, who brings used ones the next morning',
    'next opening of the hub',
  ),
  field(
    'peakFactor',
    'Peak of the day',
    '× mean',
    [1, 24],
    1.6,
    'Hand-overs in the busiest hours / those of a mean hour of the day',
    'between the mean and the busiest hour of the baseline’s scooters, 2.1 times the mean',
  ),
  field(
    'mostUseFrac',
    'Couriers on tour, at most',
    '%',
    [0.1, 1],
    0.85,
    'Share of a month’s paid time that tours may fill',
    'beyond it the baseline’s South hub misses every third promise',
  ),
  field(
    'kneeUseFrac',
    'Courier time from which it gets steep',
    '%',
    [0, 1],
    0.75,
    'Where the run shows no days so full, promises are missed steeply from this share of paid time on tour',
    'baseline, South hub: the curve bends at 75 %',
  ),
  field(
    'missSlope',
    'Steepness beyond what was seen',
    'points per point',
    [0, 20],
    2.5,
    'Points of promises missed for each further point of courier time used, from there on',
    'baseline, South hub: 16 % missed at 80 % use, 55 % at 95 %',
  ),
]

/** Defaults, with the scenario’s own credit as penalty. */
export function defaultAssumptions(creditEur: number): Assumptions {
  const all = Object.fromEntries(assumptionFields.map(({ key, fallback }) => [key, fallback])) as Record<keyof Assumptions, number>
  return { ...all, penaltyEur: creditEur }
}

/** Checks every value against its range; the problem says what may be written. */
export function checkAssumptions(given: Assumptions): Parsed<Assumptions> {
  const problems = assumptionFields.flatMap(({ key, label, unit, range: [low, high], isWhole }): Problem[] => {
    const value: unknown = given[key]
    const fits = typeof value === 'number' && value >= low && value <= high && (!isWhole || Number.isSafeInteger(value))
    if (fits) return []
    const scale = scaleOf(unit)
    const remedy = `Write a ${isWhole ? 'whole ' : ''}number for “${label}”${unit && ` (${unit})`}, from ${low * scale} to ${high * scale}.`
    return [{ code: 'out-of-range', place: `assumptions.${key}`, value: String(value).slice(0, 80), remedy }]
  })
  return { value: problems.length > 0 ? null : given, problems }
}

/** What people write for 1. */
export function scaleOf(unit: string): number {
  return unit === '%' ? 100 : 1
}

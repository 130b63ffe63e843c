/** A setting that planners use most, with the span of its slider: narrower than the range that the scenario takes. */
export interface MainField {
  readonly path: string
  readonly label: string
  /** From, to and step of the slider, as in the file. */
  readonly slider?: readonly [from: number, to: number, step: number]
}

export interface MainGroup {
  readonly title: string
  readonly fields: readonly MainField[]
}

/** The first page of the form; every other key is found under all settings. */
export const mainGroups: readonly MainGroup[] = [
  {
    title: 'Last mile',
    fields: [
      { path: 'couriers.count', label: 'Own couriers', slider: [0, 40, 1] },
      { path: 'partner.shareFrac', label: 'Partner share', slider: [0, 1, 0.05] },
      { path: 'boxes.count', label: 'Pick-up boxes', slider: [0, 100, 1] },
      { path: 'hubs.chargers', label: 'Chargers of a hub', slider: [0, 200, 5] },
      { path: 'sla.deliveryWindowHours', label: 'Delivery window', slider: [1, 24, 1] },
    ],
  },
  {
    title: 'Fleet',
    fields: [
      { path: 'products.scooter-1500.floatFactor', label: 'Float factor, scooters', slider: [1, 2, 0.01] },
      { path: 'products.tool-100.floatFactor', label: 'Float factor, tools', slider: [1, 2, 0.01] },
      { path: 'fleet.startFleet', label: 'Ages at the start' },
    ],
  },
  {
    title: 'Rules',
    fields: [
      { path: 'rules.replaceBelowSohFrac', label: 'Replace below SoH', slider: [0.5, 0.95, 0.01] },
      { path: 'rules.replaceLeadDays', label: 'Order ahead', slider: [0, 90, 1] },
    ],
  },
  {
    title: 'Weather and demand',
    fields: [
      { path: 'weather.meanDegC', label: 'Mean temperature', slider: [-5, 30, 0.5] },
      { path: 'fleet.demandFactor', label: 'Demand factor', slider: [0.2, 3, 0.05] },
    ],
  },
  {
    title: 'Money',
    fields: [
      { path: 'segments.scooters.feeEurPerBatteryMonth', label: 'Fee, scooters', slider: [0, 100, 1] },
      { path: 'sla.creditEur', label: 'Credit for a miss', slider: [0, 50, 0.5] },
      { path: 'costs.energyEurPerKWh', label: 'Price of energy', slider: [0, 1, 0.01] },
    ],
  },
  {
    title: 'Run',
    fields: [
      { path: 'days', label: 'Days' },
      { path: 'seed', label: 'Seed' },
    ],
  },
]

export const mainPaths: ReadonlySet<string> = new Set(mainGroups.flatMap(({ fields }) => fields.map(({ path }) => path)))

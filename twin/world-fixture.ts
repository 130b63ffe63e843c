import type { City, RoadGraph } from './city/index.ts'
import { createWorld } from './create-world.ts'
import { growWorld, handleEvent } from './engine.ts'
import { dailyMeasures } from './facts.ts'
import { layOut } from './layout/index.ts'
import type { LogChunk } from './log.ts'
import type { Policies } from './policy.ts'
import type { ProductSpec, SegmentSpec, WorldSpec } from './spec.ts'
import type { RunSink, World } from './world.ts'
import { assert } from '../sim/assert.ts'

/** A hand-made town and fleet for tests: small enough to be followed by hand, with every part of the fleet in it. */

const side = 7
const blockM = 400
const blockS = 48

/** Streets of a chessboard, 7 × 7 crossings, 400 m and 48 s from one to the next; demand is the same everywhere. */
export function createFixtureCity(): City {
  const graph = createGrid()
  const node = Uint32Array.from({ length: side * side }, (_, v) => v)
  const demand = { source: 'generated-density' as const, node, weight: new Float64Array(side * side).fill(1) }
  return {
    name: 'Chessboard',
    isGenerated: true,
    attribution: '',
    graph,
    demand,
    water: [],
    districts: [],
    hash: 'chessboard',
  }
}

function createGrid(): RoadGraph {
  const count = side * side
  const heads: number[] = []
  const firstOut = new Uint32Array(count + 1)
  for (let v = 0; v < count; v++) {
    const [x, y] = [v % side, Math.floor(v / side)]
    const around: [number, number][] = [
      [x, y - 1],
      [x - 1, y],
      [x + 1, y],
      [x, y + 1],
    ]
    for (const [i, j] of around) if (i >= 0 && i < side && j >= 0 && j < side) heads.push(j * side + i)
    firstOut[v + 1] = heads.length
  }
  return {
    nodeCount: count,
    arcCount: heads.length,
    lonDeg: Float64Array.from({ length: count }, (_, v) => 10 + (v % side) * 0.005),
    latDeg: Float64Array.from({ length: count }, (_, v) => 50 + Math.floor(v / side) * 0.0036),
    nodeId: Float64Array.from({ length: count }, (_, v) => v),
    firstOut,
    head: Uint32Array.from(heads),
    lengthM: new Float64Array(heads.length).fill(blockM),
    timeS: new Float64Array(heads.length).fill(blockS),
    roadClass: new Uint8Array(heads.length).fill(11),
    isCore: new Uint8Array(count).fill(1),
  }
}

/** What cold does to usual cells; the fixture's own batteries know none, so that most tests need not think of it. */
export const usualCold = { usableAtZeroFrac: 0.85, usableAtMinus20Frac: 0.6, chargeStopDegC: 0, chargeStopFrac: 0.3, chargeFullDegC: 10 }

const product: ProductSpec = {
  id: 'scooter',
  label: 'Scooter pack',
  ageingModel: 'Nmc111_Gr_Kokam75Ah_Battery',
  holding: 'pooled',
  ratedEnergyWh: 1500,
  massKg: 10,
  chargePowerW: 750,
  chargeEfficiencyFrac: 0.9,
  packFactor: 1.3,
  packSpread: 0.2,
  priceMicroEur: 560_000_000,
  selfHeatingK: 5,
  heatCapacityJPerKgK: 1000,
  thermalResistanceKPerW: null,
  cold: { usableAtZeroFrac: 1, usableAtMinus20Frac: 1, chargeStopDegC: -60, chargeStopFrac: 1, chargeFullDegC: -60 },
  cells: { inSeries: 1, inParallel: 1, capacitySpread: 0 },
  floatFactor: 1.5,
}

const segment: SegmentSpec = {
  id: 'scooters',
  label: 'Scooters',
  product: 'scooter',
  customers: 12,
  packsPerCustomer: 2,
  modeShares: { pickUp: 0.25, delivery: 0.25, box: 0.5, fullMaintenance: 0 },
  swapTrigger: 'request',
  dailyUseFrac: 0.6,
  useSpreadDays: 0.3,
  useSpreadCustomers: 0.3,
  weekdayProfile: [1, 1, 1, 1, 1, 1, 1],
  hourProfile: [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0],
  swapAtSocFrac: 0.25,
  swapAtSocSpread: 0.05,
  appointmentsPerWeek: 0,
  appointmentHour: 8,
  appointmentSpreadHours: 0,
  appointmentPacks: 0,
  cRate: 0.5,
  restSocFrac: 0.9,
  minimumSohFrac: 0.7,
  contractChangePerYear: 0,
  inspectionEveryDays: 0,
  feeMicroEurPerBatteryMonth: 38_000_000,
}

const none = { pickUp: 0, delivery: 0, box: 0, fullMaintenance: 0 }

/** Twelve scooters in all modes, eight e-bikes, two sites with tools, four homes; one hub, one shop, two boxes, two couriers. */
export const fixtureSpec: WorldSpec = {
  name: 'fixture',
  seed: 7,
  days: 20,
  calendar: { startUtcMs: 1_798_758_000_000, utcOffsets: [{ fromMs: 0, offsetMs: 3_600_000 }], startWeekday: 4, startDayOfYear: 0 },
  weather: { meanDegC: 10, yearAmplitudeDegC: 9, hottestDayOfYear: 200, dayAmplitudeDegC: 4, hottestHour: 15, episodes: [] },
  products: [
    product,
    { ...product, id: 'ebike', holding: 'assigned', ageingModel: 'Nca_Gr_Panasonic3Ah_Battery', ratedEnergyWh: 500, massKg: 3 },
    { ...product, id: 'tool', ageingModel: 'Nca_Gr_Panasonic3Ah_Battery', ratedEnergyWh: 100, massKg: 1 },
    { ...product, id: 'home', holding: 'assigned', ageingModel: 'Lfp_Gr_250AhPrismatic', ratedEnergyWh: 5000, massKg: 48 },
  ],
  segments: [
    segment,
    {
      ...segment,
      id: 'bikes',
      product: 'ebike',
      customers: 8,
      packsPerCustomer: 1,
      swapTrigger: 'none',
      modeShares: { ...none, pickUp: 0.5, delivery: 0.5 },
    },
    {
      ...segment,
      id: 'sites',
      product: 'tool',
      customers: 2,
      packsPerCustomer: 6,
      swapTrigger: 'appointment',
      appointmentsPerWeek: 3,
      appointmentPacks: 4,
      dailyUseFrac: 0.2,
      modeShares: { ...none, delivery: 1 },
    },
    {
      ...segment,
      id: 'homes',
      product: 'home',
      customers: 4,
      swapTrigger: 'none',
      inspectionEveryDays: 10,
      modeShares: { ...none, fullMaintenance: 1 },
    },
  ],
  fleet: { startFleet: 'mix', cohortYears: 6, batteries: [], purchases: [], demandFactor: 1 },
  hubs: { sites: [], count: 1, chargers: 10, staff: 2, openHour: 6, closeHour: 22, closures: [] },
  shops: { sites: [], count: 1, packs: 4, assignedPacks: 1, chargers: 4, restockAtMissing: 1, openHour: 8, closeHour: 20 },
  boxes: { sites: [], count: 2, slots: 6, restockAtMissing: 2, warmK: 3, airLagHours: 2 },
  couriers: {
    count: 2,
    areas: [],
    staffing: [],
    vehicles: [
      {
        id: 'van',
        label: 'Van',
        share: 1,
        capacityKg: 300,
        capacityPieces: 30,
        maxSpeedKmh: null,
        microEurPerKm: 300_000,
        co2GramPerKm: 200,
      },
    ],
    shifts: [
      { startHour: 6, endHour: 14 },
      { startHour: 13, endHour: 21 },
    ],
    weekendShare: 1,
    microEurPerHour: 21_000_000,
    maxStops: 10,
    trafficFactor: 1.25,
    stopMinutes: 5,
    loadMinutes: 10,
    absentFrac: 0.1,
    retryAfterHours: 2,
    dispatchAtStops: 4,
    dispatchSlackMinutes: 120,
  },
  partner: { shareFrac: 0.2, microEurPerStop: 7_500_000, leadHoursMin: 1, leadHoursMode: 2, leadHoursMax: 5, co2GramPerStop: 400 },
  sla: {
    readySocFrac: 0.9,
    pickUpWaitMinutes: 10,
    boxWaitMinutes: 15,
    deliveryWindowHours: 6,
    appointmentWindowHours: 3,
    replacementWindowHours: 48,
    restoreHours: 72,
    availabilityFrac: 0.97,
    creditMicroEur: 5_000_000,
  },
  rules: {
    replaceBelowSohFrac: 0.7,
    replaceLeadDays: 14,
    orderBelowSocFrac: 0.3,
    retryHours: 2,
    chargeSlowFromDegC: 40,
    chargeStopFromDegC: 45,
    replacement: { model: '', belowDays: 14 },
  },
  faults: { electronicsPerYear: 0.1, waterPerYear: 0.05, damagePerYear: 0.05, theftPerYear: 0.02 },
  renewal: {
    inspectionMinutes: 20,
    repairFrac: 0.6,
    reuseFromSohFrac: 0.85,
    refurbishFromSohFrac: 0.78,
    secondLifeFromSohFrac: 0.6,
    rebuiltSohFrac: 0.92,
    refurbishDays: 3,
    purchaseLeadDays: 5,
  },
  costs: {
    energyMicroEurPerKWh: 200_000,
    handlingMicroEur: 350_000,
    inspectionMicroEur: 6_000_000,
    repairMicroEur: 25_000_000,
    refurbishMicroEurPerKWh: 33_000_000,
    secondLifeMicroEurPerKWh: 35_000_000,
    recycleMicroEurPerKWh: 2_000_000,
    boxMicroEurPerDay: 4_500_000,
    hubMicroEurPerDay: 140_000_000,
    shopMicroEurPerExchange: 800_000,
    terminalMicroEur: 28_000_000,
  },
  co2: { gridGramPerKWh: 360, packGramPerKWh: { 'LFP-graphite': 62_000, 'NCA-graphite': 74_000, 'NMC111-graphite': 74_000 } },
  limits: { batteries: 5000, openOrders: 5000, pendingEvents: 50_000, events: 10_000_000 },
}

/** A world under test with its record: sums of all daily facts, the days' rows, and the log's chunks. */
export interface FixtureWorld {
  readonly w: World
  readonly record: FixtureRecord
}

export interface FixtureRecord {
  readonly sums: Record<string, number>
  /** Columns of each day that ended, in the order of `dailyFacts`. */
  readonly days: Float64Array[][]
  readonly chunks: LogChunk[]
  readonly sink: RunSink
}

export function createRecord(): FixtureRecord {
  const sums = Object.fromEntries(dailyMeasures.map((m) => [m.name, 0]))
  const days: Float64Array[][] = []
  const chunks: LogChunk[] = []
  const sink: RunSink = {
    writeLog: (chunk) => chunks.push(chunk),
    writeDay: (rows, columns) => {
      days.push(columns.map((column) => column.slice(0, rows)))
      const first = columns.length - dailyMeasures.length
      dailyMeasures.forEach((m, i) => {
        for (let row = 0; row < rows; row++) sums[m.name] += columns[first + i][row]
      })
    },
  }
  return { sums, days, chunks, sink }
}

/** Lays the specification out on the chessboard and creates its world. */
export function createFixtureWorld(spec: WorldSpec = fixtureSpec, level = 0, policies?: Policies): FixtureWorld {
  const record = createRecord()
  const options = policies === undefined ? { sink: record.sink, level } : { sink: record.sink, level, policies }
  return { w: createWorld(layOut(spec, createFixtureCity()), options), record }
}

/** Executes the next event; answers `false` when the run is over. Time may not go back. */
export function stepWorld(w: World): boolean {
  if (w.list.peekTime() > w.layout.days.startMs[w.layout.spec.days]) return false
  growWorld(w)
  w.list.pop()
  assert(w.list.time >= w.t.clock.nowMs[0], 'time-goes-back', w.list.kind)
  w.t.run.eventCount[0] += 1
  w.t.run.time[0] = w.list.time
  handleEvent(w, w.list.kind, w.list.subject, w.list.time)
  return true
}

/** Executes all events up to and at `untilMs`, and at the run's end at the latest. */
export function runWorld(w: World, untilMs = Infinity): void {
  while (w.list.peekTime() <= untilMs && stepWorld(w));
}

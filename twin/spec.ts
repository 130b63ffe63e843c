/**
 * Everything that decides a run, as plain frozen data. A scenario file, after `extends`, defaults and validation, *is* a `WorldSpec`:
 * same keys, same nesting. Units stand last in the names; fractions are 0..1; money is whole micro-euros.
 */
export interface WorldSpec {
  readonly name: string
  readonly seed: number
  readonly days: number
  readonly calendar: CalendarSpec
  readonly weather: WeatherSpec
  readonly products: readonly ProductSpec[]
  readonly segments: readonly SegmentSpec[]
  readonly fleet: FleetSpec
  readonly hubs: HubSpec
  readonly shops: ShopSpec
  readonly boxes: BoxSpec
  readonly couriers: CourierSpec
  readonly partner: PartnerSpec
  readonly sla: SlaSpec
  readonly rules: RuleSpec
  readonly faults: FaultSpec
  readonly renewal: RenewalSpec
  readonly costs: CostSpec
  readonly co2: Co2Spec
  readonly limits: LimitSpec
}

/** The engine knows nothing else of calendars: the start in UTC, the UTC offsets, and where in week and year day 0 lies. */
export interface CalendarSpec {
  /** Local midnight of the first day, in UTC milliseconds since 1970. */
  readonly startUtcMs: number
  /** UTC offset in force from `fromMs` (since the start) on; the first entry has `fromMs` 0. */
  readonly utcOffsets: readonly { readonly fromMs: number; readonly offsetMs: number }[]
  /** 0 = Monday … 6 = Sunday. */
  readonly startWeekday: number
  /** 0 = 1 January. */
  readonly startDayOfYear: number
}

export interface WeatherEpisode {
  readonly fromDay: number
  readonly days: number
  readonly deltaDegC: number
  /** Factor on the customers' energy use. */
  readonly demandFactor: number
  /** Factor on fault rates. */
  readonly faultFactor: number
}

/** T = mean + year wave + day wave + episodes; the same for everyone in the city. */
export interface WeatherSpec {
  readonly meanDegC: number
  readonly yearAmplitudeDegC: number
  readonly hottestDayOfYear: number
  readonly dayAmplitudeDegC: number
  readonly hottestHour: number
  readonly episodes: readonly WeatherEpisode[]
}

/** What cold does to a battery at once. */
export interface ColdSpec {
  /** Share of the energy that can be had at 0 °C and at −20 °C; all of it from 20 °C on. */
  readonly usableAtZeroFrac: number
  readonly usableAtMinus20Frac: number
  /** Colder than the first limit it is not charged; there with this share of the power, from the second limit on with all of it. */
  readonly chargeStopDegC: number
  readonly chargeStopFrac: number
  readonly chargeFullDegC: number
}

/** How a pack is built: the weakest of the groups in series limits it. */
export interface CellsSpec {
  readonly inSeries: number
  readonly inParallel: number
  /** Standard deviation of a new cell's capacity, relative. */
  readonly capacitySpread: number
}

export interface ProductSpec {
  readonly id: string
  readonly label: string
  /** Id of an ageing model in `twin/ageing`. */
  readonly ageingModel: string
  readonly holding: 'pooled' | 'assigned'
  readonly ratedEnergyWh: number
  readonly massKg: number
  readonly chargePowerW: number
  /** Grid energy to battery energy. */
  readonly chargeEfficiencyFrac: number
  /** Loss of a pack relative to the cell law under the same stress: packs age faster than cells. */
  readonly packFactor: number
  /** Standard deviation of the logarithm of the multiplier between batteries. */
  readonly packSpread: number
  readonly priceMicroEur: number
  /** Cell temperature above the surroundings in the long run while charged at `chargePowerW`; it grows with the square of the rate. */
  readonly selfHeatingK: number
  readonly heatCapacityJPerKgK: number
  /** From the cells to the surroundings; null = by the mass, as a case in still air. */
  readonly thermalResistanceKPerW: number | null
  readonly cold: ColdSpec
  readonly cells: CellsSpec
  /** Batteries owned / battery places under contract, at the start. */
  readonly floatFactor: number
}

export interface ModeShares {
  readonly pickUp: number
  readonly delivery: number
  readonly box: number
  readonly fullMaintenance: number
}

export interface SegmentSpec {
  readonly id: string
  readonly label: string
  readonly product: string
  readonly customers: number
  readonly packsPerCustomer: number
  readonly modeShares: ModeShares
  readonly swapTrigger: 'none' | 'request' | 'forecast' | 'appointment'
  /**
   * Mean energy that a customer uses a day, as a share of the rated energy of all its packs, on a mean day at demand factor 1.
   */
  readonly dailyUseFrac: number
  /** Standard deviation of the logarithm of use between days, and between customers. */
  readonly useSpreadDays: number
  readonly useSpreadCustomers: number
  /** Relative use by weekday, Monday first (7 numbers), and by hour of the day (24 numbers); scaled to mean 1 and sum 1. */
  readonly weekdayProfile: readonly number[]
  readonly hourProfile: readonly number[]
  /** State of charge at which the customer asks for a swap (mean), and its spread between customers. */
  readonly swapAtSocFrac: number
  readonly swapAtSocSpread: number
  /** Appointments: weekdays on which a site may have them, how many a week, local hour of the window's start, packs exchanged each time. */
  readonly appointmentsPerWeek: number
  readonly appointmentHour: number
  /** The sites' windows begin in turn at full hours over this span from `appointmentHour` on; 0 = all at once. */
  readonly appointmentSpreadHours: number
  readonly appointmentPacks: number
  /** Mean C-rate while in use, and state of charge at which a battery that is charged by the customer rests. */
  readonly cRate: number
  readonly restSocFrac: number
  /** Contract: smallest soh, share of batteries a year that become wrong for the contract, days between inspections (0 = none). */
  readonly minimumSohFrac: number
  readonly contractChangePerYear: number
  readonly inspectionEveryDays: number
  readonly feeMicroEurPerBatteryMonth: number
}

/** Batteries bought beside those that replace what left: they arrive at a hub at the begin of a day. */
export interface PurchaseSpec {
  readonly product: string
  /** Hub name, for example `North`. */
  readonly hub: string
  readonly day: number
  readonly count: number
}

export interface FleetSpec {
  readonly startFleet: 'new' | 'mix' | 'file'
  /** Purchase cohorts are spread evenly over this many years before the start (`mix`). */
  readonly cohortYears: number
  /** `file`: one entry for each battery whose age is known; others start as `mix`. */
  readonly batteries: readonly {
    readonly name: string
    readonly ageDays: number
    readonly sohFrac: number | null
    readonly socFrac: number | null
    /** Its own factor on the law's loss, as measured; null = pack factor × luck. */
    readonly multiplier: number | null
  }[]
  readonly purchases: readonly PurchaseSpec[]
  readonly demandFactor: number
}

export interface HubClosure {
  /** Hub name, for example `North`. */
  readonly hub: string
  readonly fromDay: number
  readonly days: number
}

/**
 * A place set by hand. Under the name of a place that the rule sets (`North`, `shop 3`, `box 12`) it takes that one's place, or removes
 * it; any other name adds one.
 */
export interface SiteSpec {
  readonly name: string
  readonly state: 'open' | 'removed'
  /** WGS 84; the place stands on the nearest crossing that can be driven to. `null` where removed. */
  readonly lonDeg: number | null
  readonly latDeg: number | null
}

/** Whom the couriers of a hub serve by order instead of by nearness: all customers, shops and boxes in an outline. */
export interface AreaSpec {
  readonly name: string
  readonly hub: string
  /** Corners of a polygon, longitude and latitude in turn; closed by itself. */
  readonly lonLatDeg: readonly number[]
}

export interface HubSpec {
  /** Set by the rule; `sites` come on top. */
  readonly count: number
  readonly sites: readonly SiteSpec[]
  readonly chargers: number
  readonly staff: number
  readonly openHour: number
  readonly closeHour: number
  readonly closures: readonly HubClosure[]
}

export interface ShopSpec {
  readonly count: number
  readonly sites: readonly SiteSpec[]
  /** Batteries of each pooled type that a shop holds, and spares of each assigned type. */
  readonly packs: number
  readonly assignedPacks: number
  readonly chargers: number
  readonly restockAtMissing: number
  readonly openHour: number
  readonly closeHour: number
}

export interface BoxSpec {
  readonly count: number
  readonly sites: readonly SiteSpec[]
  readonly slots: number
  /** Missing or withdrawn batteries from which a box asks its hub for fresh ones. */
  readonly restockAtMissing: number
  /** Air in the box above ambient, and the time constant by which it follows outside. */
  readonly warmK: number
  readonly airLagHours: number
}

export interface VehicleSpec {
  readonly id: string
  readonly label: string
  readonly share: number
  readonly capacityKg: number
  readonly capacityPieces: number
  /** Speed cap; null = as the road allows. */
  readonly maxSpeedKmh: number | null
  readonly microEurPerKm: number
  readonly co2GramPerKm: number
}

/** From a day on a hub has so many couriers, whatever its part of `count` is. */
export interface StaffingSpec {
  /** Hub name, for example `North`. */
  readonly hub: string
  readonly fromDay: number
  readonly count: number
}

export interface CourierSpec {
  readonly count: number
  /** Hubs without an entry, and days before a hub's first one, have their even part of `count`. */
  readonly staffing: readonly StaffingSpec[]
  readonly vehicles: readonly VehicleSpec[]
  /** Where areas overlap, the first by name holds; outside of all the nearest hub serves. */
  readonly areas: readonly AreaSpec[]
  /** Shifts in local hours; couriers take them in turn. Work on the given weekdays (7 flags, Monday first). */
  readonly shifts: readonly { readonly startHour: number; readonly endHour: number }[]
  readonly weekendShare: number
  readonly microEurPerHour: number
  readonly maxStops: number
  /** Free-flow time × factor = time in traffic. */
  readonly trafficFactor: number
  readonly stopMinutes: number
  readonly loadMinutes: number
  /** Share of first attempts at which nobody is there. */
  readonly absentFrac: number
  readonly retryAfterHours: number
  /** A tour starts when so many orders wait at the hub, or when the most urgent one has less than the slack left. */
  readonly dispatchAtStops: number
  readonly dispatchSlackMinutes: number
}

export interface PartnerSpec {
  readonly shareFrac: number
  readonly microEurPerStop: number
  /** Triangular distribution of hours from acceptance to hand-over, within working hours. */
  readonly leadHoursMin: number
  readonly leadHoursMode: number
  readonly leadHoursMax: number
  readonly co2GramPerStop: number
}

export interface SlaSpec {
  /** A ready battery: charged at least so far. */
  readonly readySocFrac: number
  readonly pickUpWaitMinutes: number
  readonly boxWaitMinutes: number
  readonly deliveryWindowHours: number
  readonly appointmentWindowHours: number
  /** Replacements of assigned batteries by delivery: from acceptance. */
  readonly replacementWindowHours: number
  readonly restoreHours: number
  /** Full maintenance: promised share of the contract hours of 30 days. */
  readonly availabilityFrac: number
  readonly creditMicroEur: number
}

export interface RuleSpec {
  /** Replace (assigned) or withdraw (pooled) below this soh. */
  readonly replaceBelowSohFrac: number
  /** Days before the forecast crossing at which a replacement of an assigned battery is ordered. */
  readonly replaceLeadDays: number
  /** Delivery before the forecast of empty: order when the forecast soc falls below. */
  readonly orderBelowSocFrac: number
  /** Hours after which a customer who was not served tries again. */
  readonly retryHours: number
  /** Cell temperature from which charging slows, and at which it stops; the power falls linearly between. */
  readonly chargeSlowFromDegC: number
  readonly chargeStopFromDegC: number
  readonly replacement: ReplacementSpec
}

/** Who says when an assigned battery is replaced for wear: the thresholds above, or a learned model. */
export interface ReplacementSpec {
  /** Content hash of the model; empty for the thresholds. */
  readonly model: string
  /** Replace when the model says that fewer days are left to the limit. */
  readonly belowDays: number
}

/** Mean number a battery-year; `theft` only outside hubs. */
export interface FaultSpec {
  readonly electronicsPerYear: number
  readonly waterPerYear: number
  readonly damagePerYear: number
  readonly theftPerYear: number
}

export interface RenewalSpec {
  readonly inspectionMinutes: number
  /** Shares of faulty or wrong-for-contract batteries that go back to stock after repair; the rest by soh. */
  readonly repairFrac: number
  /** At or above this soh a used battery is used again; between, refurbished; then second life; below, recycled. */
  readonly reuseFromSohFrac: number
  readonly refurbishFromSohFrac: number
  readonly secondLifeFromSohFrac: number
  /** Soh of a rebuilt battery. */
  readonly rebuiltSohFrac: number
  readonly refurbishDays: number
  readonly purchaseLeadDays: number
}

export interface CostSpec {
  readonly energyMicroEurPerKWh: number
  readonly handlingMicroEur: number
  readonly inspectionMicroEur: number
  readonly repairMicroEur: number
  readonly refurbishMicroEurPerKWh: number
  readonly secondLifeMicroEurPerKWh: number
  readonly recycleMicroEurPerKWh: number
  readonly boxMicroEurPerDay: number
  readonly hubMicroEurPerDay: number
  readonly shopMicroEurPerExchange: number
  readonly terminalMicroEur: number
}

export interface Co2Spec {
  readonly gridGramPerKWh: number
  /** Production of a pack, by ageing model's chemistry. */
  readonly packGramPerKWh: Readonly<Record<string, number>>
}

/** A limit on every queue and loop. */
export interface LimitSpec {
  readonly batteries: number
  readonly openOrders: number
  readonly pendingEvents: number
  readonly events: number
}

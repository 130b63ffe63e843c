import type { BoxSpec, CourierSpec, FleetSpec, HubSpec, PartnerSpec, ShopSpec } from '../../twin/index.ts'
import { count, euros, fraction, hour, number, oneOf, outline, text } from './field.ts'
import { group, list } from './node.ts'
import type { Children } from './node.ts'
import { assume, choice, from, given } from './source.ts'

const day = [0, 100_000] as const

const multiplierField = number(
  '1',
  [0.05, 50],
  'Its own factor on the law’s loss, as the live twin or a test has measured it; null = by luck',
  choice,
  {
    isNullable: true,
    fallback: null,
  },
)

const batteryChildren = {
  ageDays: count('d', [0, 20_000], 'Days since purchase at the start', choice),
  sohFrac: number('1', [0, 1.1], 'Known state of health at the start; null = by the ageing law', choice, {
    isNullable: true,
    fallback: null,
  }),
  socFrac: number('1', [0, 1], 'Known state of charge at the start, of a battery with a customer; null = by chance', choice, {
    isNullable: true,
    fallback: null,
  }),
  multiplier: multiplierField,
}

const purchaseChildren = {
  product: text('product', 'Product that is bought', choice),
  hub: text('hub', 'Name of the hub where it arrives, for example North', choice),
  day: count('d', day, 'Day of arrival; day 0 is the start date', choice),
  count: count('1', [1, 100_000], 'Batteries', choice),
}

const fleetChildren = {
  startFleet: oneOf(['new', 'mix', 'file'], 'Ages at the start: all new, a mix of purchase cohorts, or as listed', given()),
  cohortYears: number('a', [0, 30], 'Purchase cohorts are spread evenly over so many years before the start', given()),
  batteries: list('battery', 'name', 'Batteries whose age is known (startFleet file); others start as in the mix', batteryChildren),
  purchases: list('purchase', null, 'Batteries bought beside those that replace what left', purchaseChildren),
  demandFactor: number('1', [0, 20], 'Factor on the energy use of all customers', choice),
} satisfies Children<FleetSpec>

const bySight = { isNullable: true, fallback: null }
const siteChildren = {
  state: oneOf(['open', 'removed'], 'Whether it stands there; removed takes a place of the rule away', choice, { fallback: 'open' }),
  lonDeg: number('°', [-180, 180], 'Longitude, WGS 84; the nearest crossing that can be driven to counts', choice, bySight),
  latDeg: number('°', [-90, 90], 'Latitude, WGS 84', choice, bySight),
}

/** Places by hand: a name that the rule gives moves or removes that place, any other adds one. */
const sitesOf = (names: string) =>
  list('site', 'name', `Set by hand: a name of the rule’s (${names}) moves or removes that one, any other name adds one`, siteChildren)

const areaChildren = {
  hub: text('hub', 'Name of the hub whose couriers serve the area', choice),
  lonLatDeg: outline('Corners, longitude and latitude in turn', choice),
}

const closureChildren = {
  hub: text('hub', 'Name of the hub, for example North', choice),
  fromDay: count('d', day, 'First closed day; day 0 is the start date', choice),
  days: count('d', [1, 3660], 'Closed days', choice),
}

const hubChildren = {
  count: count('1', [1, 100], 'Hubs', given()),
  sites: sitesOf('North, South'),
  chargers: count('1', [0, 10_000], 'Charging places of a hub', assume('covers the pooled batteries of a busy day')),
  staff: count('1', [1, 1000], 'People who load, inspect and repair at a time in a hub', assume('tuned')),
  openHour: hour('Opens, local hour', assume('two shifts')),
  closeHour: hour('Closes, local hour', assume('two shifts')),
  closures: list('closure', null, 'Days on which a hub is closed', closureChildren),
} satisfies Children<HubSpec>

const shopChildren = {
  count: count('1', [0, 1000], 'Shops where customers pick batteries up', assume('one for about 80 000 people')),
  sites: sitesOf('shop 3'),
  packs: count('1', [0, 1000], 'Batteries of each pooled type that a shop holds', assume('half a day of demand')),
  assignedPacks: count('1', [0, 1000], 'Spares of each assigned type that a shop holds', assume('a replacement is rare')),
  chargers: count('1', [0, 1000], 'Charging places of a shop', assume('back room of a shop')),
  restockAtMissing: count('1', [1, 1000], 'Missing or withdrawn batteries from which a shop asks its hub for fresh ones', assume('tuned')),
  openHour: hour('Opens, local hour', assume('shop hours')),
  closeHour: hour('Closes, local hour', assume('shop hours')),
} satisfies Children<ShopSpec>

const boxLag = assume('75 kJ/K of sheet steel behind 7 to 10 W/K of lined walls')
const boxChildren = {
  count: count('1', [0, 10_000], 'Boxes: lockers with slots that charge', given()),
  sites: sitesOf('box 12'),
  slots: count(
    '1',
    [1, 200],
    'Slots of a box',
    from('C', 'shenzhen.swap_station_slots', 'mean 10.9, median 11 of 69 stations in Shenzhen (HB-HESS-CSS)'),
  ),
  restockAtMissing: count('1', [1, 200], 'Missing or withdrawn batteries from which a box asks its hub for fresh ones', assume('tuned')),
  warmK: number('K', [0, 40], 'Air in the box above ambient', assume('closed cabinet with a fan')),
  airLagHours: number('h', [0, 48], 'Time constant by which the box’s air follows outside: 63 % of a change', boxLag, { fallback: 2 }),
} satisfies Children<BoxSpec>

const vehicleChildren = {
  label: text('free', 'Name on screens', choice, { fallback: '' }),
  share: fraction('Share of the couriers who drive it; shares add up to 1', choice),
  capacityKg: number('kg', [1, 100_000], 'Load, full out and used back', assume('data sheets')),
  capacityPieces: count('1', [1, 10_000], 'Batteries on board', assume('load space')),
  maxSpeedKmh: number('km/h', [5, 130], 'Speed cap; null = as the road allows', assume('pedelec law, traffic'), {
    isNullable: true,
    fallback: null,
  }),
  eurPerKm: euros('/km', 'Energy, wear and depreciation', assume('fleet cost tables')),
  co2GramPerKm: number('g/km', [0, 2000], 'CO2 of travel', assume('tank or grid to wheel')),
}

const shiftChildren = {
  startHour: hour('Begins, local hour', assume('two overlapping shifts')),
  endHour: hour('Ends, local hour', assume('eight hours')),
}

const staffingChildren = {
  hub: text('hub', 'Name of the hub, for example North', choice),
  fromDay: count('d', day, 'First day with so many; day 0 is the start date', choice),
  count: count('1', [0, 1000], 'Couriers of the hub from then on', choice),
}

const courierChildren = {
  count: count('1', [0, 10_000], 'Own couriers on a working day, spread evenly over the hubs', given()),
  staffing: list('staffing', null, 'Hubs and days with another number of couriers than their part of the count', staffingChildren),
  vehicles: list('vehicle', 'id', 'Vehicle types of own couriers', vehicleChildren),
  areas: list('area', 'name', 'Areas that couriers of a hub serve; elsewhere the nearest hub serves', areaChildren),
  shifts: list('shift', null, 'Shifts; couriers take them in turn, by id', shiftChildren),
  weekendShare: fraction('Share of the couriers who work on Saturday and Sunday', assume('less demand')),
  eurPerHour: euros('/h', 'Paid hour with all wage costs', assume('above the German minimum wage of 2027, employer’s share included')),
  maxStops: count('1', [1, 200], 'Stops of a tour', assume('keeps windows')),
  trafficFactor: number('1', [1, 5], 'Time in traffic / time on free roads', assume('mean of the day in a large city')),
  stopMinutes: number('min', [0, 240], 'Time at a stop', assume('parking, door, exchange, scan')),
  loadMinutes: number('min', [0, 240], 'Time to load and unload at the hub, a tour', assume('scan and stow')),
  absentFrac: fraction('First attempts at which nobody is there', assume('window agreed with the customer')),
  retryAfterHours: number('h', [0, 240], 'Time to the second attempt', assume('same shift')),
  dispatchAtStops: count('1', [1, 200], 'Orders that start a tour', assume('tuned')),
  dispatchSlackMinutes: number('min', [0, 1440], 'Time left for the most urgent order at which a tour starts anyway', assume('tuned')),
} satisfies Children<CourierSpec>

const partnerChildren = {
  shareFrac: fraction('Deliveries given to the partner carrier', given()),
  eurPerStop: euros('', 'Price of a stop', assume('urban parcel with dangerous goods surcharge')),
  leadHoursMin: number('h', [0, 240], 'Shortest time from acceptance to hand-over, in working hours', assume('same-day carrier')),
  leadHoursMode: number('h', [0, 240], 'Most frequent time', assume('same-day carrier')),
  leadHoursMax: number('h', [0, 240], 'Longest time', assume('same-day carrier')),
  co2GramPerStop: number('g', [0, 100_000], 'CO2 of a stop', assume('dense tours of vans')),
} satisfies Children<PartnerSpec>

export const fleet = group('Batteries at the start, and demand', fleetChildren)
export const hubs = group('Hubs hold stock, charge, inspect and send couriers', hubChildren)
export const shops = group('Shops of partners, where customers pick up', shopChildren)
export const boxes = group('Pick-up boxes', boxChildren)
export const couriers = group('Own couriers, their vehicles and shifts', courierChildren)
export const partner = group('Partner carrier with a price for each stop', partnerChildren)

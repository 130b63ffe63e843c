import type { CellsSpec, ColdSpec, ProductSpec, SegmentSpec } from '../../twin/index.ts'
import { count, euros, fraction, hour, number, oneOf, text, weights } from './field.ts'
import { group, list } from './node.ts'
import type { Children } from './node.ts'
import { assume, choice, from, published } from './source.ts'

/** Packs of one age differ by up to 8 points of soh after five years. */
const packSpreadSource = from(
  'B',
  'field.soh_spread_5y',
  'dispersion up to 0.08 at a mean of 0.90 after five years (powerup-technology.com)',
)

const heatCapacity = published(
  '830 (NCA) to 1130 (LFP) J/(kg K), NMC 1040: calorimetry of cells (Maleki et al. 1999, J. Electrochem. Soc. 146, 947, and later)',
)

const inCold = assume(
  'about 0.3 C with self-heating, between the 18650 cells of Zhang, Xu, Jow 2003 (J. Power Sources 115, 137) and Ji, Zhang, Wang 2013 (J. Electrochem. Soc. 160, A636)',
)
const coldCharging = published(
  'JEITA, A Guide to the Safe Use of Secondary Lithium Ion Batteries, 2007: none below 0 °C, a smaller current up to 10 °C',
)

const coldChildren = {
  usableAtZeroFrac: number(
    '1',
    [0.1, 1],
    'Share of the energy that can be had at 0 °C; all of it from 20 °C on. 1 here and at −20 °C: cold costs none',
    inCold,
    {
      fallback: 0.85,
    },
  ),
  usableAtMinus20Frac: number('1', [0.1, 1], 'Share of the energy that can be had at −20 °C', inCold, { fallback: 0.6 }),
  chargeStopDegC: number(
    '°C',
    [-60, 40],
    'Colder cells are not charged; −60 here and for the full power: cold slows no charge',
    coldCharging,
    {
      fallback: 0,
    },
  ),
  chargeStopFrac: fraction(
    'Share of the charging power at that limit; from there it grows evenly',
    assume('0.15 to 0.3 C of usual data sheets'),
    {
      fallback: 0.3,
    },
  ),
  chargeFullDegC: number('°C', [-60, 40], 'Cell temperature from which on it is charged with full power', coldCharging, { fallback: 10 }),
} satisfies Children<ColdSpec>

const cellsChildren = {
  inSeries: count('1', [1, 1000], 'Groups of cells in series', assume('nominal voltage of the pack / that of a cell'), { fallback: 1 }),
  inParallel: count('1', [1, 1000], 'Cells side by side in a group', assume('energy of the pack / that of a cell'), { fallback: 1 }),
  capacitySpread: number(
    '1',
    [0, 0.3],
    'Standard deviation of a new cell’s capacity, relative; 0 = all packs hold the rated energy',
    published('0.0088 over 84 new LFP cells (data of Severson et al. 2019, Nature Energy 4, 383)'),
    { fallback: 0 },
  ),
} satisfies Children<CellsSpec>

const flat = (length: number): number[] => Array.from({ length }, () => 1)

const productChildren = {
  label: text('free', 'Name on screens', choice, { fallback: '' }),
  ageingModel: text('model', 'Published ageing model that the cells follow', assume('chosen by chemistry and use, see the reasons')),
  holding: oneOf(['pooled', 'assigned'], 'Pooled: any ready battery serves; assigned: one battery stays with one customer', choice),
  ratedEnergyWh: number('Wh', [1, 1e6], 'Energy of a new battery', choice),
  massKg: number('kg', [0.01, 10_000], 'Mass, counted against vehicles’ capacity', assume('typical data sheets')),
  chargePowerW: number('W', [1, 1e6], 'Power at the battery while the company or the customer charges it', assume('about half a C')),
  chargeEfficiencyFrac: number('1', [0.5, 1], 'Energy in the battery / energy from the grid', assume('charger and cell losses')),
  packFactor: number('1', [0.1, 20], 'Loss of a pack / loss of the cell law under equal stress: packs age faster', assume('tuned')),
  packSpread: number('1', [0, 1], 'Standard deviation of the logarithm of a battery’s own factor on ageing', packSpreadSource),
  priceEur: euros('', 'Purchase price without terminal', assume('retail packs with case and BMS')),
  selfHeatingK: number(
    'K',
    [0, 60],
    'Cell temperature above the surroundings after long charging at full power; in use it grows with the square of the C-rate (I²R)',
    assume('2 to 3 % of the charging power as heat, passive cooling'),
  ),
  heatCapacityJPerKgK: number('J/(kg K)', [300, 3000], 'Heat that warms a kilogram of the pack by one kelvin', heatCapacity, {
    fallback: 1000,
  }),
  thermalResistanceKPerW: number(
    'K/W',
    [0, 100],
    'Kelvin above the surroundings per watt of heat; with mass and heat capacity the time by which the pack lags; null = by its mass, as a case in still air',
    assume('a case of 1.8 kg/l in still air, 8 W/(m² K)'),
    { isNullable: true, fallback: null },
  ),
  cold: group('What cold does to a battery at once', coldChildren),
  cells: group('How the pack is built: the weakest of the cell groups in series limits it', cellsChildren),
  floatFactor: number('1', [1, 5], 'Batteries owned / battery places under contract, at the start', assume('spares for swaps and repairs')),
} satisfies Children<Omit<ProductSpec, 'id'>>

const modeShareChildren = {
  pickUp: fraction('The customer comes to a shop', choice, { fallback: 0 }),
  delivery: fraction('Delivery on time', choice, { fallback: 0 }),
  box: fraction('Locker with slots that charge', choice, { fallback: 0 }),
  fullMaintenance: fraction('Battery, terminal, gateway and charger are inspected and exchanged at the site', choice, { fallback: 0 }),
}

const none = assume('not used unless stated')

const segmentChildren = {
  label: text('free', 'Name on screens', choice, { fallback: '' }),
  product: text('product', 'Id of the product that the customers rent', choice),
  customers: count('1', [0, 1e6], 'Customers under contract', choice),
  packsPerCustomer: count('1', [1, 1000], 'Batteries that a customer rents', choice),
  modeShares: group('Shares of the delivery modes; they add up to 1', modeShareChildren),
  swapTrigger: oneOf(['none', 'request', 'forecast', 'appointment'], 'What makes a customer ask for a swap', choice),
  dailyUseFrac: number('1', [0, 20], 'Energy used a day / rated energy of all the customer’s batteries, on a mean day', assume('mean use')),
  useSpreadDays: number('1', [0, 2], 'Standard deviation of the logarithm of use between days', assume('some days are busy'), {
    fallback: 0.3,
  }),
  useSpreadCustomers: number('1', [0, 2], 'Standard deviation of the logarithm of use between customers', assume('customers differ'), {
    fallback: 0.3,
  }),
  weekdayProfile: weights(7, 'Relative use by weekday, Monday first; scaled to mean 1', assume('flat'), flat(7)),
  hourProfile: weights(24, 'Relative use by local hour; scaled to sum 1', assume('flat'), flat(24)),
  swapAtSocFrac: fraction('State of charge at which the mean customer asks for a swap', none, { fallback: 0.25 }),
  swapAtSocSpread: number('1', [0, 0.5], 'Standard deviation of that state of charge between customers', none, { fallback: 0.05 }),
  appointmentsPerWeek: count('1', [0, 7], 'Appointments a week', none, { fallback: 0 }),
  appointmentHour: hour('Local hour at which an appointment’s window begins', none, { fallback: 8 }),
  appointmentSpreadHours: count('h', [0, 12], 'Full hours over which the sites’ windows begin in turn', none, { fallback: 0 }),
  appointmentPacks: count('1', [0, 1000], 'Batteries exchanged at an appointment', none, { fallback: 0 }),
  cRate: number('1/h', [0.01, 10], 'Mean power in use / rated energy', assume('mean over a use'), { fallback: 0.3 }),
  restSocFrac: fraction('State of charge at which a battery rests that the customer charges', assume('charged after use'), {
    fallback: 0.9,
  }),
  minimumSohFrac: fraction('Contract: smallest state of health', assume('contract'), { fallback: 0.7 }),
  contractChangePerYear: number('1/a', [0, 10], 'Batteries a year that become wrong for the contract', none, { fallback: 0 }),
  inspectionEveryDays: count('d', [0, 3660], 'Days between inspections; 0 = none', none, { fallback: 0 }),
  feeEurPerBatteryMonth: euros('/month', 'Fee for one battery place', assume('covers the cost of the mode mix')),
} satisfies Children<Omit<SegmentSpec, 'id'>>

export const products = list('product', 'id', 'Types of battery', productChildren)
export const segments = list('segment', 'id', 'Groups of customers with one product and one way of using it', segmentChildren)

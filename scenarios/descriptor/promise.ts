import type { CostSpec, FaultSpec, LimitSpec, RenewalSpec, ReplacementSpec, RuleSpec, SlaSpec } from '../../twin/index.ts'
import { count, euros, fraction, number, text } from './field.ts'
import { group } from './node.ts'
import type { Children } from './node.ts'
import { assume, choice, from, given } from './source.ts'

const contract = assume('contract')
const issueRule = given('rule of the case')
const firstLife = from('B', 'first_life_end_soh', 'first life ends at 70 to 80 % (Arthur D. Little; NREL)')

const slaChildren = {
  readySocFrac: fraction('A ready battery is charged at least so far', issueRule),
  pickUpWaitMinutes: number('min', [0, 1440], 'Promised longest wait in a shop', contract),
  boxWaitMinutes: number('min', [0, 1440], 'Promised longest wait at a box', contract),
  deliveryWindowHours: number('h', [0.25, 240], 'Delivery of a swap: from acceptance to hand-over', contract),
  appointmentWindowHours: number('h', [0.25, 48], 'Length of an appointment’s window', contract),
  replacementWindowHours: number('h', [1, 1000], 'Replacement of an assigned battery: from acceptance to hand-over', contract),
  restoreHours: number(
    'h',
    [1, 1000],
    'Full maintenance: a failure is restored within',
    from('A', 'repair_sla_hilti', 'three working days, else free (hilti.se)'),
  ),
  availabilityFrac: fraction('Full maintenance: promised share of the contract hours of 30 days', contract),
  creditEur: euros('', 'Credit for a missed promise', contract),
} satisfies Children<SlaSpec>

const ruleChildren = {
  replaceBelowSohFrac: fraction('Replace (assigned) or withdraw (pooled) below this state of health', firstLife),
  replaceLeadDays: number(
    'd',
    [0, 365],
    'Days before the forecast crossing at which a replacement is ordered',
    assume('planned, not urgent'),
  ),
  orderBelowSocFrac: fraction('Forecast of empty: order when the forecast state of charge falls below', assume('a day in hand')),
  retryHours: number('h', [0.1, 240], 'Hours after which a customer who was not served tries again', assume('later the same day')),
  chargeSlowFromDegC: number('°C', [0, 100], 'Cell temperature from which charging slows', issueRule),
  chargeStopFromDegC: number('°C', [0, 100], 'Cell temperature at which charging stops', issueRule),
  replacement: group('Who says when an assigned battery is replaced for wear', {
    model: text('free', 'Content hash of a learned model (16 hex digits); empty for the thresholds', choice, { fallback: '' }),
    belowDays: number('d', [0, 3650], 'Learned model: replace when it says that fewer days are left', assume('as replaceLeadDays'), {
      fallback: 14,
    }),
  } satisfies Children<ReplacementSpec>),
} satisfies Children<RuleSpec>

const rate = assume('a few per cent of batteries a year, tuned with replacements')
const faultChildren = {
  electronicsPerYear: number('1/a', [0, 10], 'Terminal fails: the battery’s state is unknown until repaired', rate),
  waterPerYear: number('1/a', [0, 10], 'Water in the pack', rate),
  damagePerYear: number('1/a', [0, 10], 'Falls, crashes, broken contacts', rate),
  theftPerYear: number('1/a', [0, 10], 'Stolen or lost, outside hubs only', rate),
} satisfies Children<FaultSpec>

const renewalChildren = {
  inspectionMinutes: number('min', [0, 1440], 'Work to inspect a used battery', assume('electrical test and look')),
  repairFrac: fraction('Faulty or wrong-for-contract batteries that return to stock after repair', assume('most faults are electronics')),
  reuseFromSohFrac: fraction('From here on used again as it is', assume('fits a new contract')),
  refurbishFromSohFrac: fraction('From here on dismantled and rebuilt', assume('enough good modules')),
  secondLifeFromSohFrac: fraction('From here on sold for a second life; below recycled', assume('below first-life end')),
  rebuiltSohFrac: fraction(
    'State of health of a rebuilt battery',
    from('A', 'remanufactured_min_capacity', 'at least 90 % of rated capacity (EU 2023/1542 Art. 3(32))'),
  ),
  refurbishDays: number('d', [0, 3650], 'Days to rebuild', assume('batch work')),
  purchaseLeadDays: number('d', [0, 3650], 'Days from order to receipt of a new battery', assume('stock in Europe')),
} satisfies Children<RenewalSpec>

const costChildren = {
  energyEurPerKWh: euros(
    '/kWh',
    'Price of energy from the grid',
    from('B', 'escooter.electricity_cost_per_500Wh', '0.10 € for 500 Wh (shared-micromobility.com)'),
  ),
  handlingEur: euros('', 'Handling of a battery in a hub', assume('one minute of work')),
  inspectionEur: euros('', 'Inspection of a used battery', assume('20 minutes of work are paid apart')),
  repairEur: euros('', 'Material of a repair', assume('terminal, seals, contacts')),
  refurbishEurPerKWh: euros('/kWh', 'Rebuilding', from('A', 'repurposing_cost', '27.2 to 38.3 €/kWh, middle (Batteries 2024, 10(1), 36)')),
  secondLifeEurPerKWh: euros('/kWh', 'Revenue from a battery sold for a second life', assume('a third of a new stationary pack')),
  recycleEurPerKWh: euros('/kWh', 'Cost of recycling', assume('transport included, metals credited')),
  boxEurPerDay: euros(
    '/d',
    'Depreciation and rent of a box',
    from('B', 'sun.station_equipment_cost', '8 000 USD over five years, rounded up'),
  ),
  hubEurPerDay: euros('/d', 'Rent and fixed staff of a hub', assume('small unit at the edge of the centre')),
  shopEurPerExchange: euros('', 'Commission of a shop', assume('parcel shop commission')),
  terminalEur: euros('', 'Measuring extension and terminal', assume('board with modem')),
} satisfies Children<CostSpec>

const limitChildren = {
  batteries: count('1', [1, 4e6], 'Batteries that can exist in a run', choice),
  openOrders: count('1', [1, 4e6], 'Orders that can be open at a time', choice),
  pendingEvents: count('1', [1, 16e6], 'Events that can be pending at a time', choice),
  events: count('1', [1, 1e12], 'Events after which a run stops with the reason', choice),
} satisfies Children<LimitSpec>

export const sla = group('What is promised, by delivery mode', slaChildren)
export const rules = group('Threshold policies', ruleChildren)
export const faults = group('Random faults: mean number a battery-year', faultChildren)
export const renewal = group('What becomes of used batteries', renewalChildren)
export const costs = group('Costs beside wages, travel, partner and purchase', costChildren)
export const limits = group('A limit on every queue and loop', limitChildren)

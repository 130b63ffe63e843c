import { assume, from, given } from './source.ts'
import type { Source } from './source.ts'

const swaps = from(
  'D',
  'gogoro.swaps_per_subscriber_day',
  '0.76 swaps per customer-day × (1 − swapAtSocFrac); 340 000 swaps, 450 000 subscribers',
)
const counts = ['customers', 'packsPerCustomer', 'modeShares.pickUp', 'modeShares.delivery', 'modeShares.box', 'modeShares.fullMaintenance']
const productFacts = ['holding', 'ratedEnergyWh', 'floatFactor']

/** Sources of single values of the baseline's items, where they differ from the descriptor's. */
export const itemSources: Readonly<Record<string, Source>> = {
  ...stated('segments.scooters', counts),
  ...stated('segments.tools', counts),
  ...stated('segments.homes', counts),
  ...stated('segments.ebikes', ['customers', 'packsPerCustomer']),
  'segments.ebikes.modeShares.pickUp': assume('some customers pass a shop anyway; only replacements make trips'),
  'segments.ebikes.modeShares.delivery': assume('the rest'),
  ...stated('products.ebike-500', ['holding', 'ratedEnergyWh']),
  ...stated('products.scooter-1500', productFacts),
  ...stated('products.tool-100', productFacts),
  ...stated('products.home-5000', ['holding', 'ratedEnergyWh']),
  'products.ebike-500.ageingModel': assume('small cylindrical NCA cells, as in most e-bike packs'),
  'products.scooter-1500.ageingModel': assume('NMC pouch cells with published resistance; cycled daily'),
  'products.tool-100.ageingModel': assume('small cylindrical NCA cells for high power'),
  'products.home-5000.ageingModel': assume('large prismatic LFP cells, as in most home storage'),
  'products.ebike-500.floatFactor': assume('assigned: spares for replacements only'),
  'products.home-5000.floatFactor': assume('assigned: spares for replacements only'),
  'products.ebike-500.priceEur': assume('640 €/kWh: small pack with case, BMS and lock; cells are a fifth'),
  'products.scooter-1500.priceEur': from(
    'D',
    'pack_price_2025',
    'NMC 128 USD/kWh × 1.56 for Europe × 2 for a small swappable case, 0.93 €/USD',
  ),
  'products.home-5000.priceEur': from(
    'D',
    'pack_price_2025',
    'LFP 81 USD/kWh × 1.56 for Europe × 2.7 for a module with BMS and case, 0.93 €/USD',
  ),
  'products.scooter-1500.massKg': assume('swappable scooter packs weigh 9 to 11 kg'),
  'products.ebike-500.chargePowerW': assume('4 A charger at 36 V'),
  'products.tool-100.chargePowerW': assume('rapid charger, under an hour and a half'),
  'segments.scooters.dailyUseFrac': swaps,
  'segments.scooters.swapAtSocFrac': from(
    'C',
    'swap.log.soc_change_mean',
    'mean charge between out and in 66.5 points: from about 0.92 to 0.25',
  ),
  'segments.scooters.swapTrigger': given('swaps by request'),
  'segments.scooters.feeEurPerBatteryMonth': from(
    'D',
    'ampersand.price_per_swap',
    '23 swaps a month × 1.6 to 2.0 USD for a set, × 2 for European wages',
  ),
  'segments.ebikes.dailyUseFrac': assume('150 Wh a day: about 15 km at 10 Wh/km'),
  'segments.ebikes.swapTrigger': given('assigned: charged at home'),
  'segments.ebikes.minimumSohFrac': from('B', 'first_life_end_soh', 'first life ends at 70 to 80 % (Arthur D. Little; NREL)'),
  'segments.tools.swapTrigger': given('sets on time, by appointment'),
  'segments.tools.dailyUseFrac': assume('28 packs of 20 emptied a week: three appointments of ten'),
  'segments.tools.appointmentsPerWeek': assume('Monday, Wednesday, Friday'),
  'segments.tools.appointmentPacks': assume('half of the set'),
  'products.home-5000.cold.usableAtZeroFrac': assume('LFP loses more in the cold than NMC and NCA'),
  'products.home-5000.cold.usableAtMinus20Frac': assume('LFP loses more in the cold than NMC and NCA'),
  'segments.homes.swapTrigger': given('assigned: charged by the roof'),
  'segments.homes.dailyUseFrac': assume('0.6 cycles a day: mean over summer and winter'),
  'segments.homes.restSocFrac': assume('mean over the day: full in the evening, empty in the morning'),
  'segments.homes.inspectionEveryDays': assume('twice a year'),
}

function stated(item: string, keys: readonly string[]): Record<string, Source> {
  return Object.fromEntries(keys.map((key) => [`${item}.${key}`, given()]))
}

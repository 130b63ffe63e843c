import type { Co2Spec, WeatherSpec, WorldSpec } from '../../twin/index.ts'
import { count, hour, number, text } from './field.ts'
import { boxes, couriers, fleet, hubs, partner, shops } from './network.ts'
import { group, list } from './node.ts'
import type { Children, Group, TextField } from './node.ts'
import { products, segments } from './product.ts'
import { costs, faults, limits, renewal, rules, sla } from './promise.ts'
import { assume, choice, from } from './source.ts'

/** Ageing models that a product may name: files of the published set (NREL, BLAST-Lite). */
export const ageingModels = [
  'Lfp_Gr_250AhPrismatic',
  'Nca_Gr_Panasonic3Ah_Battery',
  'Nmc111_Gr_Kokam75Ah_Battery',
  'Lfp_Gr_SonyMurata3Ah_Battery',
  'Lmo_Gr_NissanLeaf66Ah_2ndLife_Battery',
  'NCA_GrSi_SonyMurata2p5Ah_Battery',
  'NMC_Gr_50Ah_B1',
  'NMC_Gr_50Ah_B2',
  'NMC_Gr_75Ah_A',
  'Nmc111_Gr_Sanyo2Ah_Battery',
  'Nmc622_Gr_DENSO50Ah_Battery',
  'Nmc811_GrSi_LGM50_5Ah_Battery',
  'Nmc811_GrSi_LGMJ1_4Ah_Battery',
  'Nmc_Lto_10Ah_Battery',
] as const

const episodeChildren = {
  fromDay: count('d', [0, 100_000], 'First day; day 0 is the start date', choice),
  days: count('d', [1, 3660], 'Days', choice),
  deltaDegC: number('K', [-40, 40], 'Added to the air temperature', choice, { fallback: 0 }),
  demandFactor: number('1', [0, 20], 'Factor on the customers’ energy use', assume('stated with the episode'), { fallback: 1 }),
  faultFactor: number('1', [0, 100], 'Factor on fault rates', assume('stated with the episode'), { fallback: 1 }),
}

const climate = assume('Central European city, 1991 to 2020')
const weatherChildren = {
  meanDegC: number('°C', [-30, 40], 'Mean air temperature of the year', climate),
  yearAmplitudeDegC: number('K', [0, 40], 'Half the swing of the daily mean over the year', climate),
  hottestDayOfYear: count('d', [0, 365], 'Day of the year with the highest mean; 0 = 1 January', climate),
  dayAmplitudeDegC: number('K', [0, 30], 'Half the swing over the day', climate),
  hottestHour: hour('Local hour of the highest temperature', climate),
  episodes: list('episode', null, 'Heat waves, cold spells and other stretches of days', episodeChildren),
} satisfies Children<WeatherSpec>

const packGram = (meaning: string, source: ReturnType<typeof assume>, options: { readonly fallback?: number } = {}) =>
  number('g/kWh', [0, 1e6], meaning, source, options)
/** Chemistries that came later: scenarios written before need not name them. */
const asNmc811 = { fallback: 74_000 }
const co2 = group('Stated factors of carbon dioxide', {
  gridGramPerKWh: number('g/kWh', [0, 3000], 'Energy from the grid', assume('German grid of 2024, rounded')),
  packGramPerKWh: group('Production of a pack, by the ageing model’s chemistry', {
    'LFP-graphite': packGram('LFP', from('A', 'co2_production', 'median 62 kg/kWh (Peiseler et al. 2024)')),
    'NCA-graphite': packGram('NCA', assume('as NMC811: median 74 kg/kWh (Peiseler et al. 2024)')),
    'NMC111-graphite': packGram('NMC111', assume('as NMC811: median 74 kg/kWh (Peiseler et al. 2024)')),
    'LMO-graphite': packGram('LMO', assume('as NMC811, in want of a figure of its own; a second life makes no new pack'), asNmc811),
    'NCA-graphite-silicon': packGram('NCA with silicon', assume('as NMC811: median 74 kg/kWh (Peiseler et al. 2024)'), asNmc811),
    'NMC-graphite': packGram('NMC of unknown share', assume('as NMC811: median 74 kg/kWh (Peiseler et al. 2024)'), asNmc811),
    'NMC622-graphite': packGram('NMC622', assume('as NMC811: median 74 kg/kWh (Peiseler et al. 2024)'), asNmc811),
    'NMC811-graphite-silicon': packGram(
      'NMC811 with silicon',
      from('A', 'co2_production', 'median 74 kg/kWh (Peiseler et al. 2024), NMC811 as a whole'),
      asNmc811,
    ),
    'NMC-titanate': packGram('NMC against titanate', assume('as NMC811, in want of a figure of its own'), asNmc811),
  }),
} satisfies Children<Omit<Co2Spec, 'packGramPerKWh'>> & { packGramPerKWh: Group })

const startDate: TextField = text('date', 'First day, YYYY-MM-DD', choice)
const timeZone: TextField = text('zone', 'IANA name of the city’s time zone; it decides which days have 23 or 25 hours', choice)

/** The whole tree: every key of a scenario file beside `format`, `version`, `extends` and `description`. */
export const world = group('A scenario', {
  name: text('free', 'Name of the scenario', choice),
  seed: count('1', [0, Number.MAX_SAFE_INTEGER], 'Seed of all chance: same seed, same luck', choice),
  days: count('d', [1, 36_600], 'Days to run', choice),
  startDate,
  timeZone,
  weather: group('Air temperature: a wave over the year, a wave over the day, and episodes', weatherChildren),
  products,
  segments,
  fleet,
  hubs,
  shops,
  boxes,
  couriers,
  partner,
  sla,
  rules,
  faults,
  renewal,
  costs,
  co2,
  limits,
} satisfies Children<Omit<WorldSpec, 'calendar' | 'co2'>> & { startDate: TextField; timeZone: TextField; co2: Group })

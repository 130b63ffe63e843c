import { describe, expect, test } from 'vitest'
import { advanceByStress, createAgeingColumns, resistanceOf, startAgeing } from './advance.ts'
import { anodePotential } from './anode-potential.ts'
import { ageingModels, createAgeingModel, modelIndex } from './model.ts'
import { extractReferenceDay } from './reference-day.ts'
import { additiveFromState, stateFromAdditive } from './state-form.ts'
import { createStressPoints, maxStressPoints } from './stress-points.ts'

// Known answers of NREL BLAST-Lite at commit bae8c719 (numpy 1.24.2), mode "exact": 25 °C, days of rest at soc 0.5 (D1), and
// one full cycle a day: 1 until 8 h, 0 from 12 to 18 h, 1 again from 22 h (D3).
const rest = [
  { model: 'Lfp_Gr_250AhPrismatic', day1: 0.99950537669, day3650: 0.963013722322, r3650: NaN },
  { model: 'Nca_Gr_Panasonic3Ah_Battery', day1: 0.998140827376, day3650: 0.876059380547, r3650: NaN },
  { model: 'Nmc111_Gr_Kokam75Ah_Battery', day1: 0.998767402925, day3650: 0.976955903488, r3650: 2.99325135996 },
  { model: 'Lfp_Gr_SonyMurata3Ah_Battery', day1: 0.997779644452, day3650: 0.887660287157, r3650: 1.16826448318 },
  { model: 'Lmo_Gr_NissanLeaf66Ah_2ndLife_Battery', day1: 0.996121991396, day3650: 0.825613581858, r3650: NaN },
  { model: 'NCA_GrSi_SonyMurata2p5Ah_Battery', day1: 0.998696775092, day3650: 0.81718464987, r3650: NaN },
  { model: 'NMC_Gr_50Ah_B1', day1: 0.999587635048, day3650: 0.862790211791, r3650: NaN },
  { model: 'NMC_Gr_50Ah_B2', day1: 0.999263978348, day3650: 0.911433471251, r3650: NaN },
  { model: 'NMC_Gr_75Ah_A', day1: 0.999863071074, day3650: 0.984314423805, r3650: NaN },
  { model: 'Nmc111_Gr_Sanyo2Ah_Battery', day1: 0.999714567455, day3650: 0.865963481565, r3650: 1.28363149133 },
  { model: 'Nmc622_Gr_DENSO50Ah_Battery', day1: 0.9986334945, day3650: 0.917442256102, r3650: NaN },
  { model: 'Nmc811_GrSi_LGM50_5Ah_Battery', day1: 0.999124068237, day3650: 0.816342572122, r3650: NaN },
  { model: 'Nmc811_GrSi_LGMJ1_4Ah_Battery', day1: 0.998771235233, day3650: 0.455180869922, r3650: NaN },
  { model: 'Nmc_Lto_10Ah_Battery', day1: 1.00002455353, day3650: 1.00198772699, r3650: NaN },
]
const fullCycles = [
  { model: 'Lfp_Gr_250AhPrismatic', day73: 0.991519025507, lastDay: 3650, last: 0.871084925943, efc: 3374.34897557, r: NaN },
  { model: 'Nca_Gr_Panasonic3Ah_Battery', day73: 0.972093724207, lastDay: 3650, last: 0.747968398729, efc: 3060.73148108, r: NaN },
  {
    model: 'Nmc111_Gr_Kokam75Ah_Battery',
    day73: 0.975164271689,
    lastDay: 3650,
    last: 0.755540241477,
    efc: 3096.38411239,
    r: 6.77205580724,
  },
  {
    model: 'Lfp_Gr_SonyMurata3Ah_Battery',
    day73: 0.984205425183,
    lastDay: 3650,
    last: 0.852178234102,
    efc: 3318.3843688,
    r: 1.27538694531,
  },
  { model: 'Lmo_Gr_NissanLeaf66Ah_2ndLife_Battery', day73: 0.961891002913, lastDay: 3650, last: 0.46047156696, efc: 2485.2889937, r: NaN },
  { model: 'NCA_GrSi_SonyMurata2p5Ah_Battery', day73: 0.98559739954, lastDay: 3650, last: 0.827644632198, efc: 3239.25813722, r: NaN },
  { model: 'NMC_Gr_50Ah_B1', day73: 0.975473542428, lastDay: 3650, last: 0.768497589589, efc: 3117.58977455, r: NaN },
  { model: 'NMC_Gr_50Ah_B2', day73: 0.989115609062, lastDay: 3650, last: 0.860473082933, efc: 3341.94775755, r: NaN },
  { model: 'NMC_Gr_75Ah_A', day73: 0.993181075728, lastDay: 3650, last: 0.711107665807, efc: 3108.87486009, r: NaN },
  { model: 'Nmc111_Gr_Sanyo2Ah_Battery', day73: 0.90467040853, lastDay: 3650, last: 0.362142949007, efc: 2054.15754187, r: 3.70045296542 },
  { model: 'Nmc622_Gr_DENSO50Ah_Battery', day73: 0.936616028017, lastDay: 3650, last: 0.62493264893, efc: 2689.54245851, r: NaN },
  { model: 'Nmc811_GrSi_LGM50_5Ah_Battery', day73: 0.951963295714, lastDay: 3650, last: 0.66595967656, efc: 2835.83271908, r: NaN },
  { model: 'Nmc811_GrSi_LGMJ1_4Ah_Battery', day73: 0.955028247051, lastDay: 3504, last: 0.309238235574, efc: 2064.78201823, r: NaN },
  { model: 'Nmc_Lto_10Ah_Battery', day73: 0.993397895649, lastDay: 3650, last: 0.948659251036, efc: 3526.83041166, r: NaN },
]

/** q after each listed day, then the last day's r and efc, of a battery that repeats one reference day at 25 °C. */
function runReference(id: string, socAtHour: (hour: number) => number, days: readonly number[]): { q: number[]; r: number; efc: number } {
  const model = ageingModels[modelIndex(id)]
  const columns = createAgeingColumns(1)
  const points = createStressPoints()
  const tempDegC = new Float64Array(maxStressPoints).fill(25)
  const socFrac = Float64Array.from({ length: maxStressPoints }, (_, i) => socAtHour(i / 4))
  startAgeing(model, columns, 0)
  const q: number[] = []
  for (let day = 1; day <= (days.at(-1) ?? 0); day++) {
    extractReferenceDay(tempDegC, socFrac, points)
    advanceByStress(model, points, 1, columns, 0)
    if (days.includes(day)) q.push(columns.q[0])
  }
  return { q, r: resistanceOf(model, 1, columns, 0), efc: columns.efc[0] }
}

function fullCycleSoc(hour: number): number {
  if (hour <= 8 || hour >= 22) return 1
  if (hour < 12) return 1 - (hour - 8) / 4
  return hour <= 18 ? 0 : (hour - 18) / 4
}

describe('laws give the known answers of their source', () => {
  test.each(rest)('$model at rest', ({ model, day1, day3650, r3650 }) => {
    const { q, r, efc } = runReference(model, () => 0.5, [1, 3650])
    expect(Math.abs(q[0] - day1)).toBeLessThan(1e-9)
    expect(Math.abs(q[1] - day3650)).toBeLessThan(1e-9)
    expect(Number.isNaN(r)).toBe(Number.isNaN(r3650))
    if (!Number.isNaN(r3650)) expect(Math.abs(r - r3650)).toBeLessThan(1e-9)
    expect(efc).toBe(0)
  })

  test.each(fullCycles)('$model with one full cycle a day', ({ model, day73, lastDay, last, ...known }) => {
    const { q, r, efc } = runReference(model, fullCycleSoc, [73, lastDay])
    expect(Math.abs(q[0] - day73)).toBeLessThan(1e-9)
    expect(Math.abs(q[1] - last)).toBeLessThan(1e-9)
    expect(Math.abs(efc / known.efc - 1)).toBeLessThan(1e-9)
    if (!Number.isNaN(known.r)) expect(Math.abs(r - known.r)).toBeLessThan(1e-9)
  })

  test('graphite potential (unit.json of the same source)', () => {
    const known = [
      [0, 0.684354058729],
      [0.05, 0.338782009016],
      [0.5, 0.123303676743],
      [0.775, 0.0972120071176],
      [1, 0.0863823131876],
    ]
    for (const [soc, volt] of known) expect(Math.abs(anodePotential(soc) - volt)).toBeLessThan(1e-11)
  })

  test('sigmoid states grow as the source grows them (unit.json: from 0, yinf 0.6)', () => {
    const limit = 0.6
    const known = [
      { dx: 0.392392052, k: 0.000112155529, p: 0.680581596, dy: 0.000325233534066 },
      { dx: 1.55053499, k: 0.000166296269, p: 1.13484975, dy: 2.53839190473e-5 },
    ]
    for (const { dx, k, p, dy } of known) expect(Math.abs((limit * stateFromAdditive('sigmoid', k * dx, p)) / dy - 1)).toBeLessThan(1e-10)
    const [y0, dx, k, p] = [0.0132885401, 2.94534881, 0.000310260709, 1.46745751]
    const z = additiveFromState('sigmoid', y0 / limit, p) + k * dx
    expect(Math.abs(limit * stateFromAdditive('sigmoid', z, p) - y0 - 0.000149255113309)).toBeLessThan(1e-14)
  })
})

describe('states and parameters', () => {
  test.each(['power', 'sigmoid'] as const)('%s: the additive variable and the state are inverse to each other', (form) => {
    for (const p of [0.357, 0.778, 1.25, 10]) {
      for (const z of [0.3, 0.7, 0.95]) {
        const y = stateFromAdditive(form, z, p)
        expect(Math.abs(additiveFromState(form, y, p) / z - 1)).toBeLessThan(1e-9)
      }
    }
    expect(additiveFromState(form, 0, 0.5)).toBe(0)
  })

  test('a model has the parameters it is given, and refuses a record that misses one', () => {
    const law = ageingModels[0].law
    const faster = createAgeingModel(law, { ...law.parameters, p1: 2 * law.parameters.p1 })
    const columns = createAgeingColumns(2)
    const points = createStressPoints()
    extractReferenceDay(new Float64Array(97).fill(25), new Float64Array(97).fill(0.5), points)
    ;[ageingModels[0], faster].forEach((model, row) => {
      startAgeing(model, columns, row)
      advanceByStress(model, points, 1, columns, row)
    })
    expect((1 - columns.q[1]) / (1 - columns.q[0])).toBeCloseTo(2, 9)
    expect(() => createAgeingModel(law, { p1: 1 })).toThrow('ageing-parameter-missing')
  })

  test('a model is found with and without the suffix of its source', () => {
    expect(modelIndex('Nca_Gr_Panasonic3Ah')).toBe(modelIndex('Nca_Gr_Panasonic3Ah_Battery'))
    expect(modelIndex('nothing')).toBe(-1)
  })
})

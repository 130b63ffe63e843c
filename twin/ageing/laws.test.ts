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
]
const fullCycles = [
  { model: 'Lfp_Gr_250AhPrismatic', day73: 0.991519025507, day3650: 0.871084925943, efc: 3374.34897557, r3650: NaN },
  { model: 'Nca_Gr_Panasonic3Ah_Battery', day73: 0.972093724207, day3650: 0.747968398729, efc: 3060.73148108, r3650: NaN },
  { model: 'Nmc111_Gr_Kokam75Ah_Battery', day73: 0.975164271689, day3650: 0.755540241477, efc: 3096.38411239, r3650: 6.77205580724 },
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

  test.each(fullCycles)('$model with one full cycle a day', ({ model, day73, day3650, efc: efc3650, r3650 }) => {
    const { q, r, efc } = runReference(model, fullCycleSoc, [73, 3650])
    expect(Math.abs(q[0] - day73)).toBeLessThan(1e-9)
    expect(Math.abs(q[1] - day3650)).toBeLessThan(1e-9)
    expect(Math.abs(efc / efc3650 - 1)).toBeLessThan(1e-9)
    if (!Number.isNaN(r3650)) expect(Math.abs(r - r3650)).toBeLessThan(1e-9)
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

import { describe, expect, test } from 'vitest'
import { estimateValues } from './estimate.ts'
import { readModel, type TheoryModel } from './models.ts'

const exponential = (mean: number) => ({ dist: 'exponential', mean })
const batch = { dist: 'geometric', mean: 2, min: 1 }

function modelOf(spec: object): TheoryModel {
  const { model, complaints } = readModel({ ...spec })
  expect(complaints).toEqual([])
  return model!
}

/** Specs whose values have closed forms of their own: each simulated figure must hold its exact twin. */
const twins: readonly (readonly [string, object, readonly string[]])[] = [
  [
    'M/M/2',
    { model: 'queue', servers: 2, arrivalRate: 1.2, service: exponential(1) },
    ['L', 'Lq', 'W', 'Wq', 'C_wait', 'p0', 'p3', 'varN', 'Wq_p95', 'Wq_second_moment', 'P_Wq_gt_halfservice', 'util'],
  ],
  [
    'M/M/1 with all its tails',
    { model: 'queue', servers: 1, arrivalRate: 0.5, service: exponential(1) },
    ['W_p90', 'W_p95', 'Wq_p90', 'Wq_var', 'throughput'],
  ],
  [
    'M/M/2/4',
    { model: 'queue', servers: 2, capacity: 4, arrivalRate: 2, service: exponential(1) },
    ['P_block', 'lambda_eff', 'L', 'Wq', 'C_wait', 'carried'],
  ],
  [
    'Erlang A with limited room',
    { model: 'queue', servers: 2, capacity: 6, arrivalRate: 3, service: exponential(1), patience: exponential(0.8) },
    ['P_block', 'P_abandon', 'L', 'Lq', 'throughput'],
  ],
  [
    'M/E3/1',
    { model: 'queue', servers: 1, arrivalRate: 0.6, service: { dist: 'erlang', k: 3, mean: 1 } },
    ['Wq', 'L', 'Wq_second_moment', 'Wq_var'],
  ],
  ['M/W/1', { model: 'queue', servers: 1, arrivalRate: 0.5, service: { dist: 'weibull', shape: 1.5, scale: 1 } }, ['Wq', 'L', 'p0']],
  [
    'last come, first served waits as long on average',
    { model: 'queue', servers: 1, arrivalRate: 0.6, service: exponential(1), discipline: 'lifo' },
    ['Wq', 'L'],
  ],
  ['batches', { model: 'queue', servers: 1, arrivalRate: 0.3, batch, service: { dist: 'deterministic', mean: 1 } }, ['L', 'Wq', 'W']],
  [
    'batches and vacations',
    { model: 'queue', servers: 1, arrivalRate: 0.2, batch, service: exponential(1), vacation: { dist: 'erlang', k: 2, mean: 1.5 } },
    ['Wq', 'Lq'],
  ],
  [
    'three classes',
    {
      model: 'queue',
      servers: 1,
      discipline: 'non-preemptive',
      classes: [0.2, 0.3, 0.2].map((arrivalRate, i) => ({
        arrivalRate,
        service: i === 1 ? { dist: 'deterministic', mean: 1 } : exponential(1),
      })),
    },
    ['Wq1', 'Wq2', 'Wq3', 'Wq_mean', 'L2', 'Lq3'],
  ],
  [
    'pre-emption',
    {
      model: 'queue',
      servers: 1,
      discipline: 'preemptive',
      classes: [0.3, 0.4].map((arrivalRate) => ({ arrivalRate, service: { dist: 'hyperexponential', p: [0.4, 0.6], means: [0.4, 1.2] } })),
    },
    ['W1', 'W2', 'Wq2', 'L1', 'L2'],
  ],
  [
    'two classes at three servers',
    {
      model: 'queue',
      servers: 3,
      discipline: 'non-preemptive',
      classes: [1, 1.2].map((arrivalRate) => ({ arrivalRate, service: exponential(1) })),
    },
    ['Wq1', 'Wq2'],
  ],
  [
    'Jackson with a matrix',
    {
      model: 'network',
      arrivalRates: [0.3, 0.1],
      routing: [
        [0.1, 0.5],
        [0.2, 0],
      ],
      nodes: [
        { servers: 1, service: exponential(1) },
        { servers: 2, service: exponential(2) },
      ],
    },
    ['lambda1', 'lambda2', 'L1', 'L2', 'Wq2', 'W_system'],
  ],
  [
    'machines',
    { model: 'repairman', machines: 5, repairers: 1, upTime: exponential(10), repairTime: exponential(1.5) },
    ['mean_down', 'availability', 'queue', 'down_time', 'Wq', 'p0', 'p2'],
  ],
  [
    'closed station',
    { model: 'swap-station-closed', vehicles: 8, spares: 2, chargers: 3, useTime: exponential(8), chargeTime: exponential(2) },
    ['mean_operating', 'P_swap_finds_charged', 'mean_charged_in_stock', 'mean_vehicles_waiting', 'P_all_N_operating'],
  ],
  [
    'open station, vehicles wait',
    { model: 'swap-station-open', unmet: 'backorder', batteries: 6, chargers: 4, arrivalRate: 1, chargeTime: exponential(3) },
    ['fill_rate', 'ready_rate', 'EBO', 'on_hand', 'mean_wait', 'L', 'Lq', 'Wq'],
  ],
  [
    'open station, vehicles leave',
    { model: 'swap-station-open', unmet: 'lost', batteries: 5, chargers: 3, arrivalRate: 1, chargeTime: exponential(3) },
    ['P_block', 'lambda_eff', 'L', 'W', 'p0'],
  ],
  [
    'mixed station',
    {
      model: 'swap-station-mixed',
      arrivalRate: 3,
      bays: 2,
      swapTime: exponential(0.3),
      batteries: 5,
      chargers: 3,
      chargeTime: exponential(1),
      room: 4,
    },
    ['P_block', 'L_ev', 'W_ev', 'Wq_ev', 'throughput', 'mean_depleted', 'P_no_charged', 'mean_bays_busy'],
  ],
  [
    'base stock, normal times',
    { model: 'base-stock', unmet: 'backorder', stock: 3, demandRate: 1, pipelineTime: { dist: 'normal', mean: 2, sd: 0.3 } },
    ['fill_rate', 'ready_rate', 'EBO', 'on_hand', 'mean_wait', 'P_stockout', 'pipeline_var'],
  ],
  [
    'lost sales, Weibull times',
    { model: 'base-stock', unmet: 'lost', stock: 3, demandRate: 1, pipelineTime: { dist: 'weibull', shape: 2, scale: 2 } },
    ['P_lost', 'fill_rate', 'on_hand', 'lost_per_day'],
  ],
  [
    'two echelons',
    {
      model: 'two-echelon',
      boxes: 3,
      demandRatePerBox: 0.5,
      stockPerBox: 1,
      hubStock: 2,
      hubRepairTime: { dist: 'lognormal', mean: 2, sigma: 0.5 },
      transportTime: { dist: 'deterministic', mean: 1 },
    },
    ['depot_EBO', 'depot_wait', 'depot_fill', 'box_fill_exact', 'box_EBO_exact', 'box_pipeline', 'box_pipeline_var'],
  ],
  [
    'newsvendor, Poisson demand',
    { model: 'newsvendor', demand: { dist: 'poisson', mean: 20 }, underage: 5, overage: 2 },
    ['expected_cost', 'P_stockout', 'expected_shortage'],
  ],
  [
    'newsvendor, lognormal demand',
    { model: 'newsvendor', demand: { dist: 'lognormal', mean: 20, sigma: 0.4 }, underage: 5, overage: 2 },
    ['expected_cost', 'expected_leftover'],
  ],
  [
    'newsvendor, Erlang demand',
    { model: 'newsvendor', demand: { dist: 'erlang', k: 3, mean: 9 }, underage: 2, overage: 3 },
    ['expected_cost'],
  ],
  [
    'newsvendor, geometric demand',
    { model: 'newsvendor', demand: { dist: 'geometric', mean: 4, min: 0 }, underage: 2, overage: 1 },
    ['expected_cost', 'P_stockout'],
  ],
  [
    'up and down',
    { model: 'alternating-renewal', upTime: { dist: 'erlang', k: 2, mean: 9 }, downTime: exponential(1) },
    ['availability', 'mean_up', 'mean_down', 'failure_rate'],
  ],
  [
    'replacement at the best age',
    { model: 'age-replacement', life: { dist: 'weibull', shape: 2.5, scale: 100 }, preventiveCost: 10, failureCost: 60 },
    ['cost_rate', 'cost_rate_star', 'P_failure', 'mean_cycle'],
  ],
  [
    'replacement at a given age',
    { model: 'age-replacement', life: { dist: 'erlang', k: 3, mean: 30 }, plannedCost: 1, failureCost: 4, age: 20 },
    ['cost_rate', 'P_planned'],
  ],
  [
    'arrivals of the day',
    { model: 'nhpp', mean: 4, amplitude: -0.8, period: 10 },
    ['mean_2_5', 'var_0_10', 'P_N_2_5_ge_7', 'P_N_0_10_lt_40', 'P_N_2_5_eq_12'],
  ],
  [
    'ample servers, exponential',
    { model: 'mt-m-infinity', mean: 5, amplitude: 0.7, period: 8, service: exponential(1.5) },
    ['mean_2', 'm_t6', 'var_3', 'peak', 'min', 'L'],
  ],
  [
    'ample servers, lognormal and constant',
    { model: 'mt-m-infinity', mean: 5, amplitude: 0.7, period: 8, service: [{ dist: 'lognormal', mean: 1.5, sigma: 0.6 }] },
    ['mean_2', 'peak'],
  ],
  [
    'ample servers, constant',
    { model: 'mt-m-infinity', mean: 5, amplitude: -0.7, period: 8, service: { dist: 'deterministic', mean: 3 } },
    ['mean_2', 'peak', 'trough'],
  ],
]

describe('the simulated figures hold the exact ones', () => {
  test.each(twins)('%s', (_, spec, names) => {
    const model = modelOf(spec)
    const experiment = model.variants[0].start(names, { seed: 3, id: 17 })
    const wanted = names.map((name) => ({ name, read: experiment.find(name)!, halfWidthFrac: 0.2 }))
    const { values } = estimateValues(experiment, wanted, 1.2e5)
    const deviations = values.map(({ name, value, standardError }) => {
      const exact = model.close(name) ?? Number.NaN
      return [name, Math.abs(value - exact) <= 5 * standardError + 1e-9 * exact ? 'held' : `${value} ± ${standardError} not ${exact}`]
    })
    expect(deviations).toEqual(names.map((name) => [name, 'held']))
  })
})

describe('known answers', () => {
  const one = (spec: object, name: string) => modelOf(spec).close(name)

  test('Erlang B and C of published tables', () => {
    // G. C. Corazza's and ITU's Erlang B table: 15 servers at 10 erlang lose 3.65 %; 5 at 2.2185 lose 5 %.
    const loss = (a: number, c: number) => one({ model: 'queue', servers: c, capacity: c, arrivalRate: a, service: exponential(1) }, 'B')
    expect(loss(10, 15)).toBeCloseTo(0.0365, 4)
    expect(loss(2.2185, 5)).toBeCloseTo(0.05, 4)
    // B(c) and C are tied: C = B / (1 − ρ (1 − B)).
    const B = loss(8, 10)!
    expect(one({ model: 'queue', servers: 10, arrivalRate: 8, service: exponential(1) }, 'C_wait')).toBeCloseTo(B / (1 - 0.8 * (1 - B)), 12)
  })

  test('Weibull shape 2, scale 400: mean 200 √π', () => {
    expect(
      one({ model: 'alternating-renewal', upTime: { dist: 'weibull', shape: 2, scale: 400 }, downTime: exponential(1) }, 'mean_up'),
    ).toBeCloseTo(200 * Math.sqrt(Math.PI), 9)
  })

  test('the best age of a Weibull life, from the shared oracles of age replacement (optimize-oracles, ids 05 and 07)', () => {
    const of = (shape: number, name: string) =>
      one({ model: 'age-replacement', life: { dist: 'weibull', shape, scale: 730 }, plannedCost: 60, failureCost: 240 }, name)
    expect(of(1.3, 'T_star')! / 978.1455644).toBeCloseTo(1, 8)
    expect(of(1.3, 'cost_rate')! / 0.3499590156).toBeCloseTo(1, 8)
    expect(of(1.3, 'saving_vs_run_to_failure')! / 0.01689074912).toBeCloseTo(1, 7)
    expect(of(1.5, 'T_star')! / 612.2792857).toBeCloseTo(1, 8)
    expect(of(0.8, 'T_star')).toBe(Infinity)
    expect(of(0.8, 'cost_rate')! / 0.2901731905).toBeCloseTo(1, 8)
  })

  test('economic order quantity: 1200 a year, 80 an order, 6 to hold', () => {
    const spec = { model: 'eoq', demandPerYear: 1200, orderCost: 80, holdingCost: 6, backorderCost: 18 }
    expect(one(spec, 'Q')).toBeCloseTo(Math.sqrt(32_000), 12)
    expect(one(spec, 'cost')).toBeCloseTo(6 * Math.sqrt(32_000), 10)
    expect(one(spec, 'Q_backorder')! * (18 / 24)).toBeCloseTo(one(spec, 'max_stock')!, 10)
    expect(one({ ...spec, backorderCost: undefined }, 'cost_backorder')).toBeCloseTo(6 * Math.sqrt(32_000), 10)
    expect(modelOf(spec).variants).toEqual([])
  })

  test('newsvendor: the least whole number that reaches the critical ratio', () => {
    const spec = { model: 'newsvendor', demand: { dist: 'poisson', mean: 3 }, underage: 1, overage: 1 }
    expect(one(spec, 'Q')).toBe(3)
    expect(one({ ...spec, demand: { dist: 'normal', mean: 3, sd: 2 } }, 'Q')).toBe(3)
    expect(one(spec, 'expected_cost_q_minus_1')).toBeGreaterThan(one(spec, 'expected_cost')!)
    expect(one(spec, 'expected_cost_q_plus_1')).toBeGreaterThan(one(spec, 'expected_cost')!)
  })

  test('M/M/∞ with a swinging rate: the peak comes late by atan(ωτ) / ω', () => {
    const spec = { model: 'mt-m-infinity', mean: 5, amplitude: 0.7, period: 8, service: exponential(1.5) }
    const omega = (2 * Math.PI) / 8
    expect(one(spec, 'lag')).toBeCloseTo(Math.atan(omega * 1.5) / omega, 12)
    expect(one(spec, 't_peak')).toBeCloseTo(2 + Math.atan(omega * 1.5) / omega, 12)
    expect(one(spec, 'peak')).toBeCloseTo(7.5 * (1 + 0.7 / Math.sqrt(1 + (omega * 1.5) ** 2)), 12)
  })
})

test('the same luck gives the same sums, other luck others', () => {
  const model = modelOf({ model: 'queue', servers: 1, arrivalRate: 0.9, service: exponential(1) })
  const run = (seed: number) => {
    const experiment = model.variants[0].start(['L'], { seed, id: 1 })
    experiment.run(5000)
    experiment.run(5000)
    return [...experiment.sums, experiment.events]
  }
  expect(run(1)).toEqual(run(1))
  expect(run(1)).not.toEqual(run(2))
})

test('pieces add up: one span or two, the same events and areas', () => {
  const model = modelOf({ model: 'queue', servers: 1, arrivalRate: 0.9, service: exponential(1) })
  const [whole, halves] = [1, 2].map(() => model.variants[0].start(['L'], { seed: 1, id: 1 }))
  whole.run(8000)
  halves.run(3000)
  const first = halves.sums.slice()
  halves.run(5000)
  expect(halves.events).toBe(whole.events)
  for (const [i, sum] of whole.sums.entries()) expect(first[i] + halves.sums[i]).toBeCloseTo(sum, 6)
})

test('names that a model does not measure, and forms that it does not know, are undefined', () => {
  for (const [, spec] of twins) {
    const model = modelOf(spec)
    expect(model.variants[0].start([], { seed: 1, id: 1 }).find('happiness')).toBeUndefined()
    expect(model.close('happiness')).toBeUndefined()
  }
  const heavy = modelOf({ model: 'queue', servers: 2, arrivalRate: 1, service: { dist: 'weibull', shape: 1, scale: 1 } })
  expect(heavy.close('Wq')).toBeUndefined()
})

test('a list of services is a model for each, with a label', () => {
  const { variants } = modelOf({
    model: 'queue',
    servers: 1,
    capacity: 1,
    arrivalRate: 1,
    service: [exponential(1), { dist: 'deterministic', mean: 1 }],
  })
  expect(variants.map(({ label }) => label)).toEqual(['exponential (1 of 2)', 'deterministic (2 of 2)'])
})

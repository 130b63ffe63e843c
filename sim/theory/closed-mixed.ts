import type { ClosedForms } from './closed-stock.ts'
import { solveMarkov } from './markov.ts'
import type { MixedStationSpec } from './mixed-station.ts'

/** A station with exponential times and limited room: a Markov chain of vehicles × depleted batteries. Idea of the state space: X. Tan, B. Sun, D. H. K. Tsang (2014). */
export function closeMixedStation(spec: MixedStationSpec): ClosedForms {
  const { gap, bays, swap, batteries, chargers, charge, room } = spec
  if (room === Infinity || swap.name !== 'exponential' || charge.name !== 'exponential') return {}
  const width = batteries + 1
  const states = (room + 1) * width
  const swapping = (vehicles: number, depleted: number) => Math.min(vehicles, bays, batteries - depleted)
  if (states > 1500) return {}
  const rates = new Float64Array(states * states)
  for (let e = 0; e <= room; e++) {
    for (let d = 0; d <= batteries; d++) {
      const from = (e * width + d) * states
      if (e < room) rates[from + (e + 1) * width + d] = 1 / gap.mean
      if (swapping(e, d) > 0) rates[from + (e - 1) * width + d + 1] = swapping(e, d) / swap.mean
      if (d > 0) rates[from + e * width + d - 1] = Math.min(d, chargers) / charge.mean
    }
  }
  const chances = solveMarkov(rates, states)
  if (chances === null) return {}
  const expect = (of: (vehicles: number, depleted: number) => number) =>
    chances.reduce((sum, chance, state) => sum + chance * of(Math.floor(state / width), state % width), 0)
  const blocked = expect((e) => Number(e === room))
  const entered = (1 - blocked) / gap.mean
  const vehicles = expect((e) => e)
  const busy = expect(swapping)
  const depleted = expect((_, d) => d)
  return {
    P_block: () => blocked,
    P_lost: () => blocked,
    L_ev: () => vehicles,
    W_ev: () => vehicles / entered,
    Lq_ev: () => vehicles - busy,
    Wq_ev: () => (vehicles - busy) / entered,
    throughput: () => busy / swap.mean,
    lambda_eff: () => entered,
    mean_depleted: () => depleted,
    mean_charged: () => batteries - depleted,
    P_no_charged: () => expect((_, d) => Number(d === batteries)),
    mean_bays_busy: () => busy,
    util: () => busy / bays,
  }
}

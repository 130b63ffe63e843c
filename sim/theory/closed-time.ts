import { atan2, cos, pow, sin } from '../math/index.ts'
import type { AmpleSpec, Moments } from './ample-servers.ts'
import type { ClosedForms } from './closed-stock.ts'
import { poissonChance, poissonTail } from './counts.ts'
import type { Distribution } from './distribution.ts'
import { readWindow } from './poisson-day.ts'
import { expectArrivals, type SineRate } from './rate.ts'
import type { AlternatingSpec } from './renewal.ts'
import { integrate, tailOf } from './shape.ts'

export function closeAlternating({ up, down }: AlternatingSpec): ClosedForms {
  const cycle = up.mean + down.mean
  return {
    mean_up: () => up.mean,
    mean_down: () => down.mean,
    availability: () => up.mean / cycle,
    unavailability: () => down.mean / cycle,
    failure_rate: () => 1 / cycle,
  }
}

/** Counts of a Poisson process: mean and variance are the area under the rate. */
export function closePoissonDay(rate: SineRate, name: string): number | undefined {
  const window = readWindow(name)
  if (window === null) return undefined
  const mean = expectArrivals(rate, window.from, window.to)
  if (window.what !== 'P') return mean
  const { comparison, limit } = window
  if (comparison === 'eq') return poissonChance(mean, limit)
  if (comparison === 'ge' || comparison === 'gt') return poissonTail(mean, comparison === 'ge' ? limit : limit + 1)
  return 1 - poissonTail(mean, comparison === 'le' ? limit + 1 : limit)
}

/** How the mean number present follows the rate: reduced by `damping` and late by `lag` in phase (radians). */
interface Response {
  readonly damping: number
  readonly lag: number
}

/**
 * With a server for everybody the number present is Poisson with mean ∫ rate(t − u) P(S > u) du: a sine goes through as a sine.
 * S. G. Eick, W. A. Massey, W. Whitt, Mt/G/∞ queues with sinusoidal arrival rates (1993). ∫ cos(ωu) P(S > u) du / E S and the same with sin.
 */
function respond({ rate, service }: AmpleSpec): Response {
  const omega = (2 * Math.PI) / rate.period
  const [inPhase, late] = transformTail(service, omega)
  return { damping: Math.sqrt(inPhase * inPhase + late * late) / service.mean, lag: atan2(late, inPhase) }
}

function transformTail(service: Distribution, omega: number): [number, number] {
  const { name, mean, branches, branchMeans } = service
  const ofExponential = (m: number, weight: number): [number, number] => {
    const below = 1 + omega * omega * m * m
    return [(weight * m) / below, (weight * omega * m * m) / below]
  }
  if (name === 'exponential') return ofExponential(mean, 1)
  if (name === 'deterministic') return [sin(omega * mean) / omega, (1 - cos(omega * mean)) / omega]
  if (name === 'hyperexponential') {
    const parts = Array.from(branchMeans, (m, i) => ofExponential(m, branches[i] - (i > 0 ? branches[i - 1] : 0)))
    return [parts.reduce((sum, [c]) => sum + c, 0), parts.reduce((sum, [, s]) => sum + s, 0)]
  }
  let end = mean
  while (tailOf(service, end) > 1e-14) end *= 1.5
  // A heavy tail is cut finely near 0, where it lives, and coarsely far out.
  const ends = [0, ...Array.from({ length: 24 }, (_, i) => end / pow(2, 23 - i))]
  const over = (wave: (x: number) => number) =>
    ends.slice(1).reduce((sum, to, i) => {
      const parts = Math.max(8, Math.ceil((omega * (to - ends[i])) / 2))
      return sum + integrate((u) => wave(omega * u) * tailOf(service, u), ends[i], to, parts)
    }, 0)
  return [over(cos), over(sin)]
}

const PEAK = /^(?:(?:m|mean|N|L)_?(?:peak|max)|(?:peak|max)(?:_(?:m|mean|N|L))?)$/
const TROUGH = /^(?:(?:m|mean|N|L)_?(?:trough|min)|(?:trough|min)(?:_(?:m|mean|N|L))?)$/
const AT = /^(?:m|mean|N|L|EN|E_N|mean_N|var|varN|var_N)_?(?:t|at)?[_(=]*(\d+(?:\.\d+)?)\)?$/

/** Moments of the period that names speak of: `mean_6` and alike, the peak, the trough. */
export function momentsOf(spec: AmpleSpec): Moments {
  const { period, amplitude } = spec.rate
  const quarter = amplitude >= 0 ? 1 / 4 : 3 / 4
  const turn = (share: number) => ((((share + respond(spec).lag / (2 * Math.PI)) % 1) + 1) % 1) * period
  return (name) => {
    if (PEAK.test(name)) return { moment: turn(quarter), isVariance: false }
    if (TROUGH.test(name)) return { moment: turn(quarter + 1 / 2), isVariance: false }
    const found = AT.exec(name)
    return found ? { moment: Number(found[1]) % period, isVariance: name.startsWith('var') } : null
  }
}

export function closeAmple(spec: AmpleSpec, name: string): number | undefined {
  const { rate, service } = spec
  const omega = (2 * Math.PI) / rate.period
  const { damping, lag } = respond(spec)
  const load = rate.mean * service.mean
  const moment = momentsOf(spec)(name)
  if (moment !== null) return load * (1 + rate.amplitude * damping * sin(omega * moment.moment - lag))
  if (/^(t_peak|peak_time|t_max|time_of_peak)$/.test(name)) return momentsOf(spec)('peak')!.moment
  if (/^(lag|peak_lag|time_lag)$/.test(name)) return lag / omega
  if (/^(amplitude|relative_amplitude|damped_amplitude)$/.test(name)) return rate.amplitude * damping
  return /^(L|mean|m_mean|mean_N|time_average|m_avg|mean_average|load)$/.test(name) ? load : undefined
}

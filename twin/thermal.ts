import { exp, pow } from '../sim/math/index.ts'
import type { ProductSpec, SegmentSpec } from './spec.ts'

/*
 * A battery is one lump of heat: C dT/dt = (Tₛ − T)/R + P, with heat capacity C (J/K), thermal resistance R (K/W) to its surroundings Tₛ and
 * heat P (W) of its own. The time constant is τ = R·C; where Tₛ and P stand still, T goes to T∞ = Tₛ + R·P by the factor e^(−t/τ), exactly.
 * P is I²·resistance: it grows with the square of the rate, so R·P is known at every rate once it is known at one (`selfHeatingK`).
 * (T. L. Bergman and others, Fundamentals of Heat and Mass Transfer, 2011, section 5.3; heat of a battery: D. Bernardi, E. Pawlikowski, J. Newman,
 * J. Electrochem. Soc. 132 (1985) 5; its entropy is left out, which changes sign over a cycle.) One lump hides the core from the case: at a Biot
 * number h·L/k of 0.1 to 0.4 (8 W/(m² K), 2 to 5 cm to the middle, 1 W/(m K)) the core is warmer by a tenth to a third of the rise.
 * The equation is linear, so what the surroundings do and what the battery does itself are reckoned apart and added.
 */

/** Where a battery's heat goes to. */
export const Surrounding = { outdoors: 0, indoors: 1, box: 2 } as const
export const surroundingCount = 3
export const hoursPerDay = 24

/** Where the packs of a segment are: charged at home they live indoors, swapped ones on the vehicle or site. */
export function surroundingOf({ swapTrigger }: SegmentSpec): number {
  return swapTrigger === 'none' ? Surrounding.indoors : Surrounding.outdoors
}

const secondsPerHour = 3600
const indoorDegC = 20
/** A pack as a cube of this density in still air: 5 W/(m² K) by convection and as much by radiation, less what a case holds back. */
const packKgPerM3 = 1800
const caseWPerM2K = 8

/** Temperature inside hubs, shops, homes and vans: half way between ambient and a heated room. */
export function indoorTempDegC(ambientDegC: number): number {
  return (ambientDegC + indoorDegC) / 2
}

/** Thermal resistance to the surroundings, K/W: as stated, or that of a cube of the pack's mass in still air. */
export function thermalResistance({ thermalResistanceKPerW, massKg }: ProductSpec): number {
  return thermalResistanceKPerW ?? 1 / (caseWPerM2K * 6 * pow(massKg / packKgPerM3, 2 / 3))
}

/** Time constant τ = R·C of a product, in hours. */
export function timeConstantHours(product: ProductSpec): number {
  return (thermalResistance(product) * product.heatCapacityJPerKgK * product.massKg) / secondsPerHour
}

/** What is left of a difference after a time: e^(−t/τ); nothing where the time constant is 0. */
export function leftAfter(hours: number, tauHours: number): number {
  return tauHours > 0 ? exp(-hours / tauHours) : 0
}

/** Mean over an hour of what is left of a difference that was 1 at its begin: (1 − e^(−1/τ))·τ. */
function meanLeft(tauHours: number): number {
  return (1 - leftAfter(1, tauHours)) * tauHours
}

/**
 * A day of a lump whose surroundings (with its own heat in it, as R·P) are `driveDegC` in each of the 24 hours, from `startDegC` at the day's
 * begin: writes the mean of each hour to `out[at …]` and answers the temperature at the day's end.
 */
export function followDay(
  driveDegC: ArrayLike<number>,
  from: number,
  startDegC: number,
  tauHours: number,
  out: NumberSink,
  at: number,
): number {
  const left = leftAfter(1, tauHours)
  const mean = meanLeft(tauHours)
  let tempDegC = startDegC
  for (let hour = 0; hour < hoursPerDay; hour++) {
    const drive = driveDegC[from + hour]
    out[at + hour] = drive + (tempDegC - drive) * mean
    tempDegC = drive + (tempDegC - drive) * left
  }
  return tempDegC
}

type NumberSink = Float64Array | Float32Array

/** Temperature at the begin of a day that repeats itself for ever: a day multiplies a difference by e^(−24/τ), whatever else it does. */
export function steadyStart(driveDegC: ArrayLike<number>, from: number, tauHours: number): number {
  const end = followDay(driveDegC, from, 0, tauHours, scratch, 0)
  return end / (1 - leftAfter(hoursPerDay, tauHours))
}

const scratch = new Float64Array(hoursPerDay)

/**
 * Temperature above the surroundings, hour by hour, of a battery that gives `useFrac` of its rated energy a day by its segment's hours, day after
 * day. Energy goes at the segment's C-rate, faster where an hour asks for more. What is charged at the customer's comes back from `chargeFromHour` on.
 */
export function useRiseK(product: ProductSpec, segment: SegmentSpec, useFrac: number): Float64Array {
  const chargeCRate = product.chargePowerW / product.ratedEnergyWh
  const drive = new Float64Array(hoursPerDay)
  const total = segment.hourProfile.reduce((a, b) => a + b, 0)
  segment.hourProfile.forEach((weight, hour) => {
    const energy = (useFrac * weight) / total
    const rate = Math.max(segment.cRate, energy)
    drive[hour] += product.selfHeatingK * ((rate * rate) / (chargeCRate * chargeCRate)) * (energy / rate)
  })
  if (segment.swapTrigger === 'none') addCharging(drive, product.selfHeatingK, useFrac / chargeCRate)
  const rise = new Float64Array(hoursPerDay)
  const tau = timeConstantHours(product)
  followDay(drive, 0, steadyStart(drive, 0, tau), tau, rise, 0)
  return rise
}

/** Who charges at home plugs in after the evening's use. */
const chargeFromHour = 19

function addCharging(drive: Float64Array, riseK: number, hours: number): void {
  for (let gone = 0; gone < hours && gone < hoursPerDay; gone++)
    drive[(chargeFromHour + gone) % hoursPerDay] += riseK * Math.min(1, hours - gone)
}

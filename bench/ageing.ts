/**
 * Ageing of many batteries day by day, NCA-Gr on the twin's own kernel, beside the C++ peer in the same run: `npx tsx bench/ageing.ts [batteries] [days] [rounds]`.
 * Rounds alternate, the best of each counts. `hourly` and `daily` are the peer's own jobs, every battery with its own temperature, the law evaluated for each
 * battery-day; both must lead to the peer's mean capacity. `classes` is the twin's way: stress classes of 0.1 K tabulated once a day, each battery-day read from
 * its class, which is not quite its temperature; the largest error of a battery after ten years is printed beside the speed. The other models are reported by
 * the speed of their classes.
 */
import type { AgeingColumns, AgeingModel } from '../twin/ageing/index.ts'
import {
  advanceByStress,
  advanceDay,
  ageingModels,
  computeDayRates,
  createAgeingColumns,
  createStressPoints,
  extractDayStress,
  modelIndex,
  rateWidth,
  startAgeing,
} from '../twin/ageing/index.ts'
import { withCpp, type Peer } from './peers.ts'
import { round, sayRatio } from './ratio.ts'

interface Figure {
  readonly batteryDaysPerCpuSecond: number
  /** Mean capacity at the end. */
  readonly mean: number
}

/** The peer's batteries have 97 temperatures, 0.05 K apart; a class takes two of them. */
const tempCount = 97
const warmthStepK = 0.05
const tempsPerClass = 2
const classCount = Math.ceil(tempCount / tempsPerClass)
const hours = 24
const dayHours = Array.from({ length: hours }, () => 1)
const socByHour = Array.from({ length: hours }, (_, h) => (h <= 8 ? 1 : h < 12 ? 1 - (h - 8) / 4 : h <= 18 ? 0 : h < 22 ? (h - 18) / 4 : 1))
const meanSocFrac = socByHour.reduce((sum, soc) => sum + soc / hours, 0)
const cycling = { dod: 1, cRate: 2 / 24, efc: 1 }
const nca = ageingModels[modelIndex('Nca_Gr_Panasonic3Ah')]
/** Both sum in the same order; what is left is the last digits of their mathematics. */
const sameWithin = 1e-9

/** The peer's ambient temperature of an hour, kelvin. */
function tempKOf(day: number, hour: number): number {
  const year = 7 * Math.cos((2 * Math.PI * (day + hour / 24 - 200)) / 365)
  return 273.15 + 25 + year + 5 * Math.cos((2 * Math.PI * (hour - 15)) / 24)
}

function tempsOf(day: number): number[] {
  return dayHours.map((_, hour) => tempKOf(day, hour))
}

function meanOf(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value / values.length, 0)
}

function newFleet(model: AgeingModel, batteries: number): AgeingColumns {
  const columns = createAgeingColumns(batteries)
  for (let row = 0; row < batteries; row++) startAgeing(model, columns, row)
  return columns
}

/** Each battery by itself: `temps` and `socs` are the day's records, one or 24. */
function liveByRecords(batteries: number, days: number, recordsOf: (day: number) => { tempK: number[]; socFrac: number[] }): Float64Array {
  const columns = newFleet(nca, batteries)
  const points = createStressPoints()
  for (let day = 0; day < days; day++) {
    const { tempK, socFrac } = recordsOf(day)
    extractDayStress({ tempK, socFrac, hours: tempK.map(() => 24 / tempK.length), ...cycling }, points, nca.law.needsAnodePotential)
    for (let row = 0; row < batteries; row++) {
      const warm = (row % tempCount) * warmthStepK
      for (let i = 0; i < tempK.length; i++) points.tempK[i] = tempK[i] + warm
      advanceByStress(nca, points, 1, columns, row)
    }
  }
  return columns.q
}

function liveByClasses(model: AgeingModel, batteries: number, days: number): Float64Array {
  const columns = newFleet(model, batteries)
  const rates = new Float64Array(classCount * rateWidth)
  for (let day = 0; day < days; day++) {
    const mean = meanOf(tempsOf(day))
    for (let k = 0; k < classCount; k++) {
      const warm = (k + 0.5) * tempsPerClass * warmthStepK - warmthStepK / 2
      const stress = { tempK: [mean + warm], socFrac: [meanSocFrac], hours: [24], ...cycling }
      computeDayRates(model, stress, rates, k * rateWidth)
    }
    for (let row = 0; row < batteries; row++) {
      const k = Math.floor((row % tempCount) / tempsPerClass)
      advanceDay(model, rates, k * rateWidth, 1, 1, columns, row)
    }
  }
  return columns.q
}

const jobs = {
  hourly: (batteries: number, days: number) => liveByRecords(batteries, days, (day) => ({ tempK: tempsOf(day), socFrac: socByHour })),
  daily: (batteries: number, days: number) =>
    liveByRecords(batteries, days, (day) => ({ tempK: [meanOf(tempsOf(day))], socFrac: [meanSocFrac] })),
  classes: (batteries: number, days: number) => liveByClasses(nca, batteries, days),
}

function measure(batteryDays: number, work: () => Float64Array): Figure {
  const start = process.cpuUsage()
  const capacities = work()
  const { user, system } = process.cpuUsage(start)
  return { batteryDaysPerCpuSecond: (batteryDays * 1e6) / (user + system), mean: meanOf(capacities) }
}

function runPeer(peer: Peer, batteries: number, days: number, job: string): Figure {
  const { ops_per_s, check } = peer(batteries, days, job)
  return { batteryDaysPerCpuSecond: ops_per_s, mean: Number(check) }
}

function best(figures: readonly Figure[]): Figure {
  return figures.reduce((a, b) => (b.batteryDaysPerCpuSecond > a.batteryDaysPerCpuSecond ? b : a))
}

function compare(peer: Peer, batteries: number, days: number, rounds: number): void {
  const alternate = (job: 'hourly' | 'daily', n: number) => {
    const pairs = Array.from({ length: rounds }, () => [runPeer(peer, n, days, job), measure(n * days, () => jobs[job](n, days))] as const)
    return { theirs: best(pairs.map(([theirs]) => theirs)), ours: best(pairs.map(([, ours]) => ours)) }
  }
  const say = (job: string, peerName: string, ours: Figure, theirs: Figure, aim: number, isSame: boolean) =>
    sayRatio({
      bench: 'ageing',
      job,
      peer: peerName,
      ratio: round(ours.batteryDaysPerCpuSecond / theirs.batteryDaysPerCpuSecond),
      aim,
      isSame,
    })
  // An hourly day is 24 times the work of a daily one.
  const hourly = alternate('hourly', Math.ceil(batteries / 10))
  say('hourly records', 'C++', hourly.ours, hourly.theirs, 0.5, Math.abs(hourly.ours.mean - hourly.theirs.mean) <= sameWithin)
  const daily = alternate('daily', batteries)
  say('daily records', 'C++', daily.ours, daily.theirs, 0.4, Math.abs(daily.ours.mean - daily.theirs.mean) <= sameWithin)
  const classes = best(Array.from({ length: rounds }, () => measure(batteries * days, () => jobs.classes(batteries, days))))
  const [byClass, byItself] = [jobs.classes(tempCount, 3650), jobs.daily(tempCount, 3650)]
  const error = Math.max(...byClass.map((q, row) => Math.abs(q - byItself[row])))
  say(`stress classes, |Δq| ${error.toExponential(1)} after ten years`, 'our daily records', classes, daily.ours, 2, error <= 5e-4)
}

function reportModels(batteries: number, days: number): void {
  for (const model of ageingModels) {
    const { batteryDaysPerCpuSecond } = measure(batteries * days, () => liveByClasses(model, batteries, days))
    console.log(JSON.stringify({ bench: 'ageing', model: model.id, nsPerBatteryDay: Number((1e9 / batteryDaysPerCpuSecond).toFixed(1)) }))
  }
}

const [batteries = 10_000, days = 365, rounds = 3] = process.argv.slice(2).map(Number)
withCpp('ageing', (peer) => compare(peer, batteries, days, rounds))
reportModels(batteries, days)

/**
 * Ageing of many batteries day by day, beside the C++ peer, in battery-years per CPU second and as ratios.
 * `npx tsx bench/ageing-vs-cpp.ts <folder of peers> [batteries] [days] [rounds]`; needs g++. Rounds alternate, the best of each counts.
 * `temperatures`: the peer's own job, every battery with its own temperature, the law evaluated for each battery-day; `check` must agree.
 * `classes`: the twin's way, 97 stress classes tabulated once a day, each battery-day read from its class.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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

interface Figure {
  readonly job: string
  readonly batteryYearsPerCpuSecond: number
  readonly nsPerBatteryDay: number
  readonly check: number
}

const classCount = 97
const warmthPerClassK = 0.05
const socByHour = Array.from({ length: 24 }, (_, h) => (h <= 8 ? 1 : h < 12 ? 1 - (h - 8) / 4 : h <= 18 ? 0 : h < 22 ? (h - 18) / 4 : 1))
const meanSocFrac = socByHour.reduce((sum, soc) => sum + soc / 24, 0)

/** The peer's daily record: mean temperature in kelvin of day `day`. */
function meanTempK(day: number): number {
  let mean = 0
  for (let h = 0; h < 24; h++) {
    const year = 7 * Math.cos((2 * Math.PI * (day + h / 24 - 200)) / 365)
    mean += (273.15 + 25 + year + 5 * Math.cos((2 * Math.PI * (h - 15)) / 24)) / 24
  }
  return mean
}

function stressOf(tempK: number): { tempK: number[]; socFrac: number[]; hours: number[]; dod: number; cRate: number; efc: number } {
  return { tempK: [tempK], socFrac: [meanSocFrac], hours: [24], dod: 1, cRate: 2 / 24, efc: 1 }
}

function newFleet(model: AgeingModel, batteries: number): AgeingColumns {
  const columns = createAgeingColumns(batteries)
  for (let row = 0; row < batteries; row++) startAgeing(model, columns, row)
  return columns
}

function runTemperatures(model: AgeingModel, batteries: number, days: number): number {
  const columns = newFleet(model, batteries)
  const points = createStressPoints()
  for (let day = 0; day < days; day++) {
    const mean = meanTempK(day)
    extractDayStress(stressOf(mean), points, model.law.needsAnodePotential)
    for (let row = 0; row < batteries; row++) {
      points.tempK[0] = mean + (row % classCount) * warmthPerClassK
      advanceByStress(model, points, 1, columns, row)
    }
  }
  return meanOf(columns.q)
}

function runClasses(model: AgeingModel, batteries: number, days: number): number {
  const columns = newFleet(model, batteries)
  const rates = new Float64Array(classCount * rateWidth)
  for (let day = 0; day < days; day++) {
    const mean = meanTempK(day)
    for (let k = 0; k < classCount; k++) computeDayRates(model, stressOf(mean + k * warmthPerClassK), rates, k * rateWidth)
    for (let row = 0; row < batteries; row++) advanceDay(model, rates, (row % classCount) * rateWidth, 1, 1, columns, row)
  }
  return meanOf(columns.q)
}

function meanOf(column: Float64Array): number {
  return column.reduce((sum, value) => sum + value, 0) / column.length
}

function measure(job: string, batteryDays: number, work: () => number): Figure {
  const start = process.cpuUsage()
  const check = work()
  const used = process.cpuUsage(start)
  return toFigure(job, batteryDays, (used.user + used.system) / 1e6, check)
}

function toFigure(job: string, batteryDays: number, cpuSeconds: number, check: number): Figure {
  return { job, batteryYearsPerCpuSecond: batteryDays / 365 / cpuSeconds, nsPerBatteryDay: (cpuSeconds * 1e9) / batteryDays, check }
}

function runPeer(program: string, batteries: number, days: number): Figure {
  const line: { cpu_s: number; check: number } = JSON.parse(
    execFileSync(program, [`${batteries}`, `${days}`, 'daily'], { encoding: 'utf8' }),
  )
  return toFigure('c++ temperatures', batteries * days, line.cpu_s, line.check)
}

function main(peers: string, batteries: number, days: number, rounds: number): void {
  const folder = mkdtempSync(join(tmpdir(), 'ageing-peer-'))
  const program = join(folder, 'ageing')
  try {
    execFileSync('g++', ['-O3', '-march=native', '-o', program, join(peers, 'ageing.cpp')])
    const best = new Map<string, Figure>()
    for (let round = 0; round < rounds; round++) {
      for (const figure of runRound(program, batteries, days)) {
        const known = best.get(figure.job)
        if (known === undefined || figure.nsPerBatteryDay < known.nsPerBatteryDay) best.set(figure.job, figure)
      }
    }
    const peer = best.get('c++ temperatures')
    for (const figure of best.values()) {
      const ratio = figure.batteryYearsPerCpuSecond / (peer?.batteryYearsPerCpuSecond ?? NaN)
      console.log(JSON.stringify({ bench: 'ageing', n: batteries, days, ...figure, ratioToCpp: ratio }))
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function runRound(program: string, batteries: number, days: number): Figure[] {
  const nca = ageingModels[modelIndex('Nca_Gr_Panasonic3Ah')]
  const figures = [
    runPeer(program, batteries, days),
    measure('temperatures', batteries * days, () => runTemperatures(nca, batteries, days)),
  ]
  for (const model of ageingModels) figures.push(measure(`classes ${model.id}`, batteries * days, () => runClasses(model, batteries, days)))
  return figures
}

const [peers, batteries = '10000', days = '365', rounds = '3'] = process.argv.slice(2)
if (peers === undefined) {
  console.error('Name the folder that holds ageing.cpp: npx tsx bench/ageing-vs-cpp.ts <folder> [batteries] [days] [rounds]')
  process.exitCode = 2
} else main(peers, Number(batteries), Number(days), Number(rounds))

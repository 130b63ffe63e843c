import { quantileOfRatioHistogram, RATIO_HISTOGRAM_SIZE } from '../stats/index.ts'
import { ratioOf, TIME, type Reader } from './experiment.ts'

/** Where a queue's sums stand: areas over time, then counts and sums over customers. */
export const QueueSum = {
  time: TIME,
  present: 1,
  presentSquared: 2,
  waiting: 3,
  busy: 4,
  arrivals: 5,
  offered: 6,
  lost: 7,
  served: 8,
  abandoned: 9,
  delayed: 10,
  ended: 11,
  stay: 12,
  staySquared: 13,
  waited: 14,
  waitedSquared: 15,
  serviceTime: 16,
  serviceSquared: 17,
  serviceCubed: 18,
} as const

const CLASS_AT = 19
const CLASS_SUMS = 7

/** Places of sums that not every queue has: by class, times at a number present, counts beyond limits, histograms. */
export interface QueueLayout {
  readonly width: number
  readonly classAt: number
  readonly classes: number
  /** Per class: customers that ended, their stay, their waiting, area present, area waiting, offered, lost. 0 where there is one class: its sums are the whole's. */
  readonly classWidth: number
  readonly hasClassAreas: boolean
  /** Is any limit or histogram kept? */
  readonly hasDistribution: boolean
  /** Numbers present 0 … levels − 1 whose time is kept. */
  readonly levels: number
  readonly levelAt: number
  readonly stayLimits: readonly number[]
  readonly stayLimitAt: number
  readonly waitLimits: readonly number[]
  readonly waitLimitAt: number
  /** 0: none is kept. */
  readonly stayHistogramAt: number
  readonly waitHistogramAt: number
}

const LEVEL = /^p_?(\d+)$/
const QUANTILE = /^(Wq|W)_p(\d+)$/
const BEYOND = /^P_(Wq|W)_(?:gt|ge)_(halfservice|service|\d+(?:\.\d+)?)$/
const BY_CLASS = /^(Wq|W|T|Lq|L|P_block|P_lost|lambda_eff)_?(\d+)$/

/** Keeps what the asked names need and nothing more. `meanService` gives `halfservice` its meaning. */
export function layOutQueue(names: readonly string[], classes: number, meanService: number): QueueLayout {
  const levels = Math.max(0, ...names.map((name) => Number(LEVEL.exec(name)?.[1] ?? -1) + 1))
  const limitsOf = (variable: string) =>
    names.map((name) => BEYOND.exec(name)).flatMap((found) => (found?.[1] === variable ? [limitOf(found[2], meanService)] : []))
  const [stayLimits, waitLimits] = [limitsOf('W'), limitsOf('Wq')]
  const hasQuantile = (variable: string) => names.some((name) => QUANTILE.exec(name)?.[1] === variable)
  const classWidth = classes > 1 ? CLASS_SUMS : 0
  const levelAt = CLASS_AT + classes * classWidth
  const stayLimitAt = levelAt + levels
  const waitLimitAt = stayLimitAt + stayLimits.length
  const histogramsAt = waitLimitAt + waitLimits.length
  const stayHistogramAt = hasQuantile('W') ? histogramsAt : 0
  const waitHistogramAt = hasQuantile('Wq') ? histogramsAt + (stayHistogramAt > 0 ? RATIO_HISTOGRAM_SIZE : 0) : 0
  const width = Math.max(histogramsAt, ...[stayHistogramAt, waitHistogramAt].filter((at) => at > 0).map((at) => at + RATIO_HISTOGRAM_SIZE))
  const hasClassAreas = classes > 1 && names.some((name) => /^Lq?_?\d+$/.test(name))
  const limits = { stayLimits, stayLimitAt, waitLimits, waitLimitAt, stayHistogramAt, waitHistogramAt }
  const hasDistribution = width > stayLimitAt
  return { width, classAt: CLASS_AT, classes, classWidth, hasClassAreas, hasDistribution, levels, levelAt, ...limits }
}

function limitOf(text: string, meanService: number): number {
  if (text === 'halfservice') return meanService / 2
  return text === 'service' ? meanService : Number(text)
}

const { time, present, presentSquared, waiting, busy, offered, lost, served, abandoned, delayed } = QueueSum
const { ended, stay, staySquared, waited, waitedSquared } = QueueSum

const variance =
  (first: number, second: number, below: number): Reader =>
  (sums) =>
    sums[second] / sums[below] - (sums[first] / sums[below]) * (sums[first] / sums[below])

const blocked = ratioOf(lost, offered)
const entered: Reader = (sums) => (sums[offered] - sums[lost]) / sums[time]
const haveWaited: Reader = (sums) => sums[delayed] / (sums[offered] - sums[lost])

/** Figures of the whole queue by their names. */
const readers: Readonly<Record<string, Reader>> = {
  L: ratioOf(present, time),
  Lq: ratioOf(waiting, time),
  W: ratioOf(stay, ended),
  Wq: ratioOf(waited, ended),
  W_mean: ratioOf(stay, ended),
  Wq_mean: ratioOf(waited, ended),
  varN: variance(present, presentSquared, time),
  W_second_moment: ratioOf(staySquared, ended),
  Wq_second_moment: ratioOf(waitedSquared, ended),
  W_var: variance(stay, staySquared, ended),
  Wq_var: variance(waited, waitedSquared, ended),
  C_wait: haveWaited,
  P_wait: haveWaited,
  P_block: blocked,
  P_lost: blocked,
  P_loss: blocked,
  B: blocked,
  B_loss: blocked,
  P_abandon: ratioOf(abandoned, offered),
  carried: ratioOf(busy, time),
  lambda_eff: entered,
  throughput: ratioOf(served, time),
}

/** How a value of a queue is read from its sums; undefined for an unknown name. */
export function findQueueReader(name: string, layout: QueueLayout, servers: number, meanService: number): Reader | undefined {
  if (Object.hasOwn(readers, name)) return readers[name]
  if (/^(util|utili[sz]ation|rho)$/.test(name)) return ratioOf(busy, time, 1 / servers)
  const level = LEVEL.exec(name)
  if (level) return Number(level[1]) < layout.levels ? ratioOf(layout.levelAt + Number(level[1]), time) : undefined
  const quantile = QUANTILE.exec(name)
  if (quantile) {
    const at = quantile[1] === 'W' ? layout.stayHistogramAt : layout.waitHistogramAt
    return at === 0 ? undefined : (sums) => quantileOfRatioHistogram(sums, at, shareOf(quantile[2]))
  }
  const beyond = BEYOND.exec(name)
  if (beyond) {
    const limit = limitOf(beyond[2], meanService)
    const [at, limits] = beyond[1] === 'W' ? [layout.stayLimitAt, layout.stayLimits] : [layout.waitLimitAt, layout.waitLimits]
    return limits.includes(limit) ? ratioOf(at + limits.indexOf(limit), ended) : undefined
  }
  return findClassReader(name, layout)
}

/** p95 is 0.95, p999 is 0.999, p5 is 0.05. */
function shareOf(digits: string): number {
  return digits.length === 1 ? Number(digits) / 100 : Number(`0.${digits}`)
}

/** Of the whole, what is kept of a class. */
const WHOLE = [ended, stay, waited, present, waiting, offered, lost]

function findClassReader(name: string, { classes, classAt, classWidth }: QueueLayout): Reader | undefined {
  const found = BY_CLASS.exec(name)
  const number = Number(found?.[2])
  if (!found || number < 1 || number > classes) return undefined
  const own = WHOLE.map((at, i) => (classes === 1 ? at : classAt + (number - 1) * classWidth + i))
  const [itsEnded, itsStay, itsWaited, itsPresent, itsWaiting, itsOffered, itsLost] = own
  const byName: Readonly<Record<string, Reader>> = {
    W: ratioOf(itsStay, itsEnded),
    T: ratioOf(itsStay, itsEnded),
    Wq: ratioOf(itsWaited, itsEnded),
    L: ratioOf(itsPresent, time),
    Lq: ratioOf(itsWaiting, time),
    P_block: ratioOf(itsLost, itsOffered),
    P_lost: ratioOf(itsLost, itsOffered),
    lambda_eff: (sums) => (sums[itsOffered] - sums[itsLost]) / sums[time],
  }
  return byName[found[1]]
}

import { exponential, type Distribution } from './distribution.ts'
import { runSpan, type Experiment, type Luck, type Reader } from './experiment.ts'
import type { Fields } from './fields.ts'
import { Fields as FieldsOf } from './fields.ts'
import { findQueueReader, layOutQueue, QueueSum } from './queue-layout.ts'
import { isTame, rawMoment } from './moments.ts'
import { Discipline, QueueModel, type QueueClass, type QueueSpec } from './queue-model.ts'

const RATE = [1e-12, 1e12] as const

/** Queues that a description stands for: one for each service distribution of its list. */
export function readQueues(fields: Fields): QueueSpec[] {
  const servers = fields.count(['servers'], 1)
  const capacity = fields.number(['capacity'], [servers, Infinity], Infinity)
  const batch = fields.optionalDistribution(['batch', 'batchSize'], 'count')
  const patience = fields.optionalDistribution(['patience'], 'time')
  const vacation = fields.optionalDistribution(['vacation'], 'time')
  const vacatesAgain = readVacationRule(fields)
  const classes = readClasses(fields, batch, patience)
  const discipline = readDiscipline(fields, classes[0].length)
  fields.finish()
  return classes.map((list) => ({ servers, capacity, classes: list, discipline, vacation, vacatesAgain }))
}

function readClasses(fields: Fields, batch: Distribution | null, patience: Distribution | null): QueueClass[][] {
  const records = fields.records('classes')
  if (records === null) {
    const gap = readGap(fields)
    return fields.distributions(['service', 'serviceTime'], 'time').map((service) => [{ gap, service, batch, patience }])
  }
  const read = (record: (typeof records)[number], i: number): QueueClass => {
    const own = new FieldsOf(record, `spec.classes[${i}]`, fields.complaints)
    const gap = readGap(own)
    const service = own.distribution(['service', 'serviceTime'], 'time')
    const its = own.optionalDistribution(['batch', 'batchSize'], 'count') ?? batch
    const most = own.optionalDistribution(['patience'], 'time') ?? patience
    own.text(['name'])
    own.finish()
    return { gap, service, batch: its, patience: most }
  }
  return [records.map(read)]
}

/** Poisson arrivals by their rate, or renewal arrivals by their gaps. */
function readGap(fields: Fields): Distribution {
  const gap = fields.optionalDistribution(['interarrivalTime', 'interarrival', 'gap'], 'time')
  return gap ?? exponential(1 / fields.number(['arrivalRate', 'batchRate', 'batchArrivalRate'], RATE))
}

function readVacationRule(fields: Fields): boolean {
  const rule = fields.text(['vacationRule'])
  if (rule === null || /again|multiple/i.test(rule)) return true
  if (!/single|once/i.test(rule)) fields.complain('vacationRule', 'say "whenever empty, again while empty" or "once"')
  return false
}

function readDiscipline(fields: Fields, classes: number): Discipline {
  const text = fields.text(['discipline'])
  const name = text?.toLowerCase().replaceAll(/[\s_]+/g, '-') ?? (classes > 1 ? 'non-preemptive' : 'fifo')
  if (/^(fifo|fcfs)$/.test(name)) return Discipline.fifo
  if (/^(lifo|lcfs)$/.test(name)) return Discipline.lifo
  if (/^(non-?pre-?emptive(-priority)?|priority)$/.test(name)) return Discipline.nonPreemptive
  if (/^pre-?emptive(-resume)?(-priority)?$/.test(name)) return Discipline.preemptiveResume
  fields.complain('discipline', 'give fifo, lifo, non-preemptive or preemptive (resume)')
  return Discipline.fifo
}

/** A queue as an experiment that keeps what `names` need. */
export function startQueue(spec: QueueSpec, names: readonly string[], luck: Luck): Experiment {
  const services = spec.classes.map(({ service }) => service.mean)
  const rates = spec.classes.map(({ gap, batch }) => (batch?.mean ?? 1) / gap.mean)
  const rate = rates.reduce((a, b) => a + b, 0)
  const meanService = services.reduce((sum, mean, i) => sum + mean * rates[i], 0) / rate
  const layout = layOutQueue(names, spec.classes.length, meanService)
  const model = new QueueModel(spec, layout, luck)
  const controls = controlsOf(spec)
  return {
    sums: model.sums,
    get events() {
      return model.clock.eventCount[0]
    },
    pieceSize: 1000 / countEventsPerTime(spec),
    run: (span) => runSpan(model, span),
    level: (sums) => sums[QueueSum.present] / sums[QueueSum.time],
    controls: (name) => (/var|second_moment/i.test(name) ? controls.forSpread : controls.forMeans),
    draws: controls.draws,
    find: (name) => findQueueReader(name, layout, spec.servers, meanService),
  }
}

function countEventsPerTime({ classes, vacation }: QueueSpec): number {
  const arrivals = classes.reduce((sum, { gap, batch }) => sum + (1 + (batch?.mean ?? 1)) / gap.mean, 0)
  return arrivals + (vacation === null ? 0 : 1 / vacation.mean)
}

/** Sums of the powers of service times. */
const POWERS = [QueueSum.serviceTime, QueueSum.serviceSquared, QueueSum.serviceCubed]

interface QueueControls {
  readonly forMeans: readonly Reader[]
  readonly forSpread: readonly Reader[]
  readonly draws: readonly Reader[]
}

/**
 * Arrivals, and powers of service times, against what they are on average: heavy traffic owes most of its scatter to them. A mean wait goes with the second power,
 * its variance with the third, and where service times have a heavy tail these powers lack, in most runs, what few giant services would add to them.
 */
function controlsOf({ classes }: QueueSpec): QueueControls {
  const rate = classes.reduce((sum, { gap }) => sum + 1 / gap.mean, 0)
  const arrivals: Reader = (sums) => sums[QueueSum.arrivals] / sums[QueueSum.time] / rate - 1
  const [{ service }] = classes
  if (classes.length > 1 || service.variance === 0 || rawMoment(service, 3) === null)
    return { forMeans: [arrivals], forSpread: [arrivals], draws: [arrivals] }
  const powers = POWERS.map(
    (at, i): Reader =>
      (sums) =>
        sums[at] / (sums[QueueSum.offered] - sums[QueueSum.lost]) / rawMoment(service, i + 1)! - 1,
  )
  const draws = [arrivals, ...powers.filter((_, i) => isTame(service, i + 1))]
  return { forMeans: [arrivals, powers[0], powers[1]], forSpread: [arrivals, ...powers], draws }
}

import { discreteFrom, nextXoshiroUniform } from '../random/index.ts'
import { countLine, giveRow, pushBack, takeFirst, takeRow } from '../resources/index.ts'
import { exponential, type Distribution } from './distribution.ts'
import { constantly, ratioOf, runSpan, TIME, type Clockwork, type Experiment, type Luck, type Reader } from './experiment.ts'
import { Fields, type Json } from './fields.ts'
import { Frame } from './frame.ts'
import { readRouting } from './routing.ts'

export interface NetworkNode {
  readonly servers: number
  readonly service: Distribution
  /** Arrivals from outside per time, 0 for none. */
  readonly arrivalRate: number
}

/** Stations with lines in order of arrival; `routing[i]` are running chances of the next node, the rest leaves. */
export interface NetworkSpec {
  readonly nodes: readonly NetworkNode[]
  readonly routing: readonly Float64Array[]
}

export function readNetwork(fields: Fields): NetworkSpec {
  const records = fields.records('nodes') ?? []
  if (records.length === 0) return withoutNodes(fields)
  const outside = readOutside(fields, records.length)
  const nodes = records.map((record, i) => readNode(record, `spec.nodes[${i}]`, outside[i] ?? 0, fields.complaints))
  const routing = readRouting(fields, nodes.length)
  fields.finish()
  return { nodes, routing }
}

function withoutNodes(fields: Fields): NetworkSpec {
  if (fields.raw('nodes') === undefined) fields.complain('nodes', 'give a list of nodes { servers, service }')
  return { nodes: [], routing: [] }
}

function readOutside(fields: Fields, count: number): number[] {
  const list = fields.raw('arrivalRates')
  if (list === undefined) return [fields.number(['arrivalRate'], [1e-12, 1e12])]
  const isFit = Array.isArray(list) && list.length === count && list.every((rate) => typeof rate === 'number' && rate >= 0)
  if (!isFit) fields.complain('arrivalRates', 'give one rate for each node')
  return isFit ? (list as number[]) : []
}

function readNode(record: Json, place: string, arrivalRate: number, complaints: string[]): NetworkNode {
  const own = new Fields(record, place, complaints)
  const node = { servers: own.count(['servers'], 1, 1), service: own.distribution(['service', 'serviceTime'], 'time'), arrivalRate }
  own.text(['name'])
  own.finish()
  return node
}

const SYSTEM = 1
const EXITS = 2
const STAY = 3
const ARRIVALS = 4
const NODE_AT = 5
const NODE_WIDTH = 9
const PRESENT = 0
const WAITING = 1
const BUSY = 2
const CAME = 3
const ENDED = 4
const NODE_STAY = 5
const WAITED = 6
const SERVICES = 7
const SERVICE_TIME = 8

const ARRIVAL = 0
const DONE = 1

class NetworkModel implements Clockwork {
  readonly sums: Float64Array
  readonly frame: Frame
  private readonly spec: NetworkSpec

  constructor(spec: NetworkSpec, luck: Luck) {
    const count = spec.nodes.length
    this.spec = spec
    this.sums = new Float64Array(NODE_AT + count * NODE_WIDTH)
    this.frame = new Frame({ lines: count, counters: count + 1, streams: 3 * count, events: count }, luck)
    for (let node = 0; node < count; node++) if (spec.nodes[node].arrivalRate > 0) this.expect(node, 0)
  }

  elapse(span: number): void {
    const { sums, frame } = this
    const { value } = frame.tables.counter
    const count = this.spec.nodes.length
    for (let node = 0; node < count; node++) {
      const at = NODE_AT + node * NODE_WIDTH
      const waiting = countLine(frame.tables, node)
      sums[at + PRESENT] += (value[node] + waiting) * span
      sums[at + WAITING] += waiting * span
      sums[at + BUSY] += value[node] * span
    }
    sums[SYSTEM] += value[count] * span
  }

  handle(kind: number, subject: number, time: number): void {
    if (kind === ARRIVAL) this.arrive(subject, time)
    else this.finish(subject, time)
  }

  private expect(node: number, time: number): void {
    const gap = this.frame.draw(exponential(1 / this.spec.nodes[node].arrivalRate), 3 * node)
    this.frame.list.schedule(time + gap, 0, ARRIVAL, node)
  }

  private arrive(node: number, time: number): void {
    const { tables } = this.frame
    const row = takeRow(tables)
    tables.item.arrived[row] = time
    tables.counter.value[this.spec.nodes.length] += 1
    this.sums[ARRIVALS] += 1
    this.come(node, row, time)
    this.expect(node, time)
  }

  private come(node: number, row: number, time: number): void {
    const { tables } = this.frame
    this.sums[NODE_AT + node * NODE_WIDTH + CAME] += 1
    tables.item.place[row] = node
    tables.item.since[row] = time
    if (tables.counter.value[node] < this.spec.nodes[node].servers) this.start(node, row, time)
    else pushBack(tables, node, row)
  }

  private start(node: number, row: number, time: number): void {
    const { sums, frame } = this
    const at = NODE_AT + node * NODE_WIDTH
    const service = frame.draw(this.spec.nodes[node].service, 3 * node + 1)
    sums[at + WAITED] += time - frame.tables.item.since[row]
    sums[at + SERVICES] += 1
    sums[at + SERVICE_TIME] += service
    frame.tables.counter.value[node] += 1
    frame.list.schedule(time + service, 0, DONE, row)
  }

  private finish(row: number, time: number): void {
    const { sums, spec, frame } = this
    const { tables } = frame
    const node = tables.item.place[row]
    const at = NODE_AT + node * NODE_WIDTH
    sums[at + ENDED] += 1
    sums[at + NODE_STAY] += time - tables.item.since[row]
    tables.counter.value[node] -= 1
    const next = takeFirst(tables, node)
    if (next !== 0) this.start(node, next, time)
    const to = discreteFrom(nextXoshiroUniform(frame.stream(3 * node + 2)), spec.routing[node])
    if (to < spec.nodes.length) this.come(to, row, time)
    else this.exit(row, time)
  }

  private exit(row: number, time: number): void {
    const { tables } = this.frame
    this.sums[EXITS] += 1
    this.sums[STAY] += time - tables.item.arrived[row]
    tables.counter.value[this.spec.nodes.length] -= 1
    giveRow(tables, row)
  }
}

export function startNetwork(spec: NetworkSpec, luck: Luck): Experiment {
  const model = new NetworkModel(spec, luck)
  const rate = spec.nodes.reduce((sum, node) => sum + node.arrivalRate, 0)
  return {
    sums: model.sums,
    get events() {
      return model.frame.clock.eventCount[0]
    },
    pieceSize: 1000 / (rate * (1 + 1.5 * spec.nodes.length)),
    run: (span) => runSpan(model, span),
    level: ratioOf(SYSTEM, TIME),
    ...constantly(controlsOf(spec, rate)),
    find: (name) => findReader(name, spec),
  }
}

function controlsOf({ nodes }: NetworkSpec, rate: number): Reader[] {
  const controls: Reader[] = [(sums) => sums[ARRIVALS] / sums[TIME] / rate - 1]
  for (const [node, { service }] of nodes.slice(0, 6).entries()) {
    const at = NODE_AT + node * NODE_WIDTH
    if (service.variance > 0)
      controls.push((sums) => (sums[at + SERVICES] > 0 ? sums[at + SERVICE_TIME] / sums[at + SERVICES] / service.mean - 1 : 0))
  }
  return controls
}

function findReader(name: string, { nodes }: NetworkSpec): Reader | undefined {
  if (/^(W_system|W_total|W)$/.test(name)) return ratioOf(STAY, EXITS)
  if (/^(L_system|L_total|L)$/.test(name)) return ratioOf(SYSTEM, TIME)
  if (/^(throughput|lambda_eff)$/.test(name)) return ratioOf(EXITS, TIME)
  const found = /^(lambda|Lq|L|Wq|W|util|rho)_?(\d+)$/.exec(name)
  const node = Number(found?.[2]) - 1
  if (!found || node < 0 || node >= nodes.length) return undefined
  const at = NODE_AT + node * NODE_WIDTH
  const readers: Readonly<Record<string, Reader>> = {
    lambda: ratioOf(at + CAME, TIME),
    L: ratioOf(at + PRESENT, TIME),
    Lq: ratioOf(at + WAITING, TIME),
    W: ratioOf(at + NODE_STAY, at + ENDED),
    Wq: ratioOf(at + WAITED, at + SERVICES),
    util: ratioOf(at + BUSY, TIME, 1 / nodes[node].servers),
    rho: ratioOf(at + BUSY, TIME, 1 / nodes[node].servers),
  }
  return readers[found[1]]
}

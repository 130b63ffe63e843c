import type { Parsed } from '../../data/columns/index.ts'
import { nextXoshiroUniform, seedXoshiro } from '../../sim/random/index.ts'
import {
  type Contraction,
  type RoadGraph,
  contractRoads,
  createDijkstraSpace,
  searchFromNode,
  travelMatrix,
} from '../../twin/city/index.ts'
import { readRoadFile } from '../road-file.ts'

export interface RoadsBenchOptions {
  /** An `.osm.pbf` file. */
  readonly file: string
  /** Sources and targets of the table; default 1000 each. */
  readonly n?: number
  readonly seed?: number
  /** Alternating rounds of table and peer; default 5. */
  readonly rounds?: number
  /** Sources of the peer in each round, at most `n`; default 100. */
  readonly peerSources?: number
}

/** One line of `voltwin bench roads`. Rates are table cells per CPU second: the median of the rounds. */
export interface RoadsBenchResult {
  readonly bench: 'roads'
  readonly n: number
  readonly opsPerSecond: number
  /** Sum of the reachable travel times, each rounded to whole milliseconds. */
  readonly check: number
  /** One-to-all Dijkstra on typed arrays with a 4-ary heap that stops when all targets are settled. */
  readonly dijkstraOpsPerSecond: number
  /** Median of the rounds' ratios. */
  readonly ratio: number
  /** Largest difference between table and peer, seconds. */
  readonly maxDeviationS: number
  readonly preprocessSeconds: number
  readonly graphNodes: number
  readonly arcs: number
  readonly shortcuts: number
  readonly rounds: number
  readonly seed: number
}

interface Job {
  readonly graph: RoadGraph
  readonly contraction: Contraction
  readonly sources: Uint32Array
  readonly targets: Uint32Array
}

/**
 * `voltwin bench roads`: an n × n table of travel times between random core nodes by contraction hierarchy, beside Dijkstra on the same graph.
 * CPU time; the hierarchy's preprocessing is reported, not counted.
 */
export async function benchRoads(options: RoadsBenchOptions): Promise<Parsed<RoadsBenchResult>> {
  const { file, n = 1000, seed = 1, rounds = 5 } = options
  const { value, problems } = await readRoadFile(file)
  if (value === null) return { value: null, problems }
  const { graph } = value
  // The first contraction runs on code that is not compiled yet; a planner waits for exactly that one.
  const [contraction, preprocessSeconds] = measure(() => contractRoads(graph, { metric: 'time' }))
  const [sources, targets] = pickNodes(graph, n, seed)
  const figures = runRounds({ graph, contraction, sources, targets }, rounds, Math.min(n, options.peerSources ?? 100))
  const sizes = { graphNodes: graph.nodeCount, arcs: graph.arcCount, shortcuts: contraction.shortcutCount }
  return { value: { bench: 'roads', n, ...figures, preprocessSeconds, ...sizes, rounds, seed }, problems }
}

function measure<T>(run: () => T): [value: T, cpuSeconds: number] {
  const before = process.cpuUsage()
  const value = run()
  const { user, system } = process.cpuUsage(before)
  return [value, (user + system) / 1e6]
}

function pickNodes(graph: RoadGraph, n: number, seed: number): [sources: Uint32Array, targets: Uint32Array] {
  const core = Uint32Array.from(graph.isCore.keys()).filter((node) => graph.isCore[node] === 1)
  const state = new Uint32Array(4)
  seedXoshiro(state, seed)
  const pick = (): Uint32Array => Uint32Array.from({ length: n }, () => core[Math.floor(nextXoshiroUniform(state) * core.length)])
  return [pick(), pick()]
}

function runRounds(job: Job, rounds: number, peerSources: number) {
  const cells = job.sources.length * job.targets.length
  const rates: number[] = []
  const peerRates: number[] = []
  let [check, maxDeviationS] = [0, 0]
  // Round 0 warms both up and is not counted.
  for (let round = 0; round <= rounds; round++) {
    const [table, seconds] = measure(() => travelMatrix(job.contraction, job.sources, job.targets).cost)
    const [deviation, peerSeconds] = measurePeer(job, table, round, peerSources)
    check = sumMilliseconds(table)
    maxDeviationS = Math.max(maxDeviationS, deviation)
    if (round === 0) continue
    rates.push(cells / seconds)
    peerRates.push((peerSources * job.targets.length) / peerSeconds)
  }
  const ratio = takeMedian(rates.map((rate, i) => rate / peerRates[i]))
  return { opsPerSecond: takeMedian(rates), check, dijkstraOpsPerSecond: takeMedian(peerRates), ratio, maxDeviationS }
}

/** Each round takes other sources in turn. Comparing with the table is not counted. */
function measurePeer({ graph, sources, targets }: Job, table: Float64Array, round: number, peerSources: number): [number, number] {
  const space = createDijkstraSpace(graph.nodeCount)
  let [seconds, deviation] = [0, 0]
  for (let i = 0; i < peerSources; i++) {
    const row = (round * peerSources + i) % sources.length
    seconds += measure(() => searchFromNode(graph, graph.timeS, sources[row], space, targets))[1]
    targets.forEach((target, column) => {
      const ours = table[row * targets.length + column]
      if (ours !== space.cost[target]) deviation = Math.max(deviation, Math.abs(ours - space.cost[target]))
    })
  }
  return [deviation, seconds]
}

const sumMilliseconds = (table: Float64Array): number =>
  table.reduce((sum, timeS) => (timeS === Infinity ? sum : sum + Math.round(timeS * 1000)), 0)

function takeMedian(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

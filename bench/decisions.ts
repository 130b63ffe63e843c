/**
 * The small measurements that decided pages of docs/decisions: each contender does the same work, in turns, CPU time, the best round counts.
 * `npx tsx bench/decisions.ts [upward power maths chance inflate store …]`; `upward` and `inflate` need an extract: `--city file.osm.pbf`.
 */
import { createReadStream, readFileSync } from 'node:fs'
import { inflateSync } from 'node:zlib'
import { unzlibSync } from 'fflate'
import { PbfReader } from 'pbf'
import { appendRow, createBuilder, viewBuilder } from '../data/columns/index.ts'
import { atan2, cos, exp, log, pow, tanh } from '../sim/math/index.ts'
import { nextXoshiroUniform, philoxUniform, seedXoshiro } from '../sim/random/index.ts'
import { engines } from '../tests/engines.ts'
import { createFixedPower, raiseToFixed } from '../twin/ageing/fixed-power.ts'
import { readOsmPbf } from '../twin/city/index.ts'
import { buildRoadGraph, contractRoads, createUpwardSpace } from '../twin/city/roads/index.ts'
import type { Contraction } from '../twin/city/index.ts'
import { NodeHeap } from '../twin/city/roads/node-heap.ts'
import { clearUpwardSpace, searchUpwards } from '../twin/city/roads/upward-search.ts'

type Contenders = Readonly<Record<string, () => number | Promise<number>>>

const rounds = 7

/** CPU seconds of each contender's best round, and how often the first is as fast as each; `check` is what the work gave. */
async function race(name: string, contenders: Contenders): Promise<void> {
  const best = new Map<string, number>()
  const check: Record<string, number> = {}
  for (let round = 0; round < rounds; round++) {
    for (const [contender, work] of Object.entries(contenders)) {
      const before = process.cpuUsage()
      check[contender] = await work()
      const used = process.cpuUsage(before)
      best.set(contender, Math.min(best.get(contender) ?? Infinity, (used.user + used.system) / 1e6))
    }
  }
  const first = [...best.values()][0]
  const ratio = Object.fromEntries([...best].map(([contender, seconds]) => [contender, Number((seconds / first).toFixed(2))]))
  console.log(JSON.stringify({ bench: name, cpuSeconds: Object.fromEntries(best), ratioToFirst: ratio, check }))
}

const numbers = Float64Array.from({ length: 1_000_000 }, (_, i) => 0.001 + ((i * 7919) % 1_000_003) / 250_000)

function sumOf(f: (x: number) => number): () => number {
  return () => {
    let sum = 0
    for (const x of numbers) sum += f(x)
    return sum
  }
}

async function readCity(file: string): Promise<Contraction> {
  const { value, problems } = await readOsmPbf(createReadStream(file))
  const graph = value === null ? null : buildRoadGraph(value).value?.graph
  if (!graph) throw new Error(problems.map((problem) => problem.code).join())
  return contractRoads(graph, { metric: 'time' })
}

/** The same upward searches with a heap for a queue: each rank is taken in the order of its cost. */
function searchByHeap({ up }: Contraction, start: number, cost: Float64Array, heap: NodeHeap, reached: number[]): number {
  cost[start] = 0
  heap.lower(start, 0)
  while (heap.size > 0) {
    const from = heap.pop()
    reached.push(from)
    for (let arc = up.first[from]; arc < up.first[from + 1]; arc++) {
      const candidate = cost[from] + up.cost[arc]
      if (candidate >= cost[up.end[arc]]) continue
      cost[up.end[arc]] = candidate
      heap.lower(up.end[arc], candidate)
    }
  }
  return reached.length
}

async function raceUpward(city: string): Promise<void> {
  const roads = await readCity(city)
  const space = createUpwardSpace(roads)
  const heap = new NodeHeap(roads.nodeCount)
  const cost = new Float64Array(roads.nodeCount).fill(Infinity)
  const starts = Array.from({ length: 2000 }, (_, i) => (i * 7919) % roads.nodeCount)
  await race('upward', {
    bitSet: () =>
      starts.reduce((sum, start) => {
        const count = searchUpwards(roads.up, start, space)
        clearUpwardSpace(count, space)
        return sum + count
      }, 0),
    heap: () =>
      starts.reduce((sum, start) => {
        const reached: number[] = []
        const count = searchByHeap(roads, start, cost, heap, reached)
        for (const rank of reached) cost[rank] = Infinity
        return sum + count
      }, 0),
  })
}

async function racePower(): Promise<void> {
  const power = createFixedPower(0.47)
  await race('power', {
    fixed: sumOf((x) => raiseToFixed(x, power)),
    'sim/math pow': sumOf((x) => pow(x, 0.47)),
    'Math.pow': sumOf((x) => Math.pow(x, 0.47)),
  })
}

async function raceMaths(): Promise<void> {
  const pairs: [string, (x: number) => number, (x: number) => number][] = [
    ['exp', exp, Math.exp],
    ['log', log, Math.log],
    ['cos', cos, Math.cos],
    ['tanh', tanh, Math.tanh],
    ['atan2', (x) => atan2(x, 1), (x) => Math.atan2(x, 1)],
    ['pow', (x) => pow(x, 1.37), (x) => Math.pow(x, 1.37)],
  ]
  for (const [name, own, host] of pairs) await race(`maths ${name}`, { host: sumOf(host), own: sumOf(own) })
}

async function raceChance(): Promise<void> {
  const state = new Uint32Array(4)
  seedXoshiro(state, 1)
  await race('chance', {
    xoshiro: sumOf(() => nextXoshiroUniform(state)),
    philox: () => {
      let sum = 0
      for (let i = 0; i < numbers.length; i++) sum += philoxUniform(1, 5, i & 0xffff, i)
      return sum
    },
    'Math.random': sumOf(() => Math.random()),
  })
}

/** The compressed blobs of an extract, by a plain walk over its frames. */
function listBlobs(bytes: Uint8Array): Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  const blobs: Uint8Array[] = []
  for (let at = 0; at < bytes.length;) {
    const headerLength = view.getUint32(at)
    let size = 0
    new PbfReader(bytes.subarray(at + 4, at + 4 + headerLength)).readFields((field, _, reader) => {
      if (field === 3) size = reader.readVarint()
    }, null)
    const from = at + 4 + headerLength
    new PbfReader(bytes.subarray(from, from + size)).readFields((field, _, reader) => {
      if (field === 3) blobs.push(reader.readBytes())
    }, null)
    at = from + size
  }
  return blobs
}

async function raceInflate(city: string): Promise<void> {
  const blobs = listBlobs(readFileSync(city))
  await race('inflate', {
    fflate: () => blobs.reduce((sum, blob) => sum + unzlibSync(blob).length, 0),
    'node:zlib': () => blobs.reduce((sum, blob) => sum + inflateSync(blob).length, 0),
    'whole reading': async () => (await readOsmPbf(createReadStream(city))).value?.osmNodes ?? 0,
  })
}

const facts = {
  name: 'facts',
  meaning: 'Rows to be summed by day',
  columns: [
    { name: 'day', type: 'i32', unit: 'd', meaning: 'Day' },
    { name: 'amount', type: 'f64', unit: '1', meaning: 'Amount' },
  ],
} as const

/** Loading 200 000 rows, and twenty sums by day over them. */
async function raceStore(): Promise<void> {
  const builder = createBuilder(facts)
  for (let row = 0; row < 200_000; row++) appendRow(builder, [row % 365, row])
  const table = viewBuilder(builder)
  const stores = await Promise.all(engines.map(async ([name, open]) => [name, await open()] as const))
  await race('store load', Object.fromEntries(stores.map(([name, store]) => [name, () => store.load(table).then(() => table.rows)])))
  const sql = 'SELECT day, sum(amount) AS total FROM facts GROUP BY day ORDER BY day'
  const query = async (store: (typeof stores)[number][1]): Promise<number> => {
    let rows = 0
    for (let i = 0; i < 20; i++) rows += (await store.query(sql)).rows.length
    return rows
  }
  await race('store query', Object.fromEntries(stores.map(([name, store]) => [name, () => query(store)])))
  for (const [, store] of stores) await store.close()
}

const races: Readonly<Record<string, (city: string) => Promise<void>>> = {
  upward: raceUpward,
  power: racePower,
  maths: raceMaths,
  chance: raceChance,
  inflate: raceInflate,
  store: raceStore,
}

const words = process.argv.slice(2)
const cityAt = words.indexOf('--city')
const city = cityAt < 0 ? '../shared/data/osm/porto-alegre.osm.pbf' : words[cityAt + 1]
const asked = words.filter((_, i) => cityAt < 0 || (i !== cityAt && i !== cityAt + 1))
for (const name of asked.length > 0 ? asked : Object.keys(races)) await races[name](city)

/**
 * M/M/1 and M/M/10 at utilisation 0.8 with statistics on: the queue of `voltwin check oracles` beside SimPy 2.3.1, alternating, best of the rounds, in customers per CPU
 * second. `npx tsx bench/queue.ts [rounds]`; the peer is ../shared/peers/mm1_simpy.py.
 */
import { readModel } from '../sim/theory/index.ts'
import { openSimPy, type Peer } from './peers.ts'
import { round, sayRatio } from './ratio.ts'

/** Mean waits that both must come near to (Erlang C). */
const queues = [
  { servers: 1, wait: 4 },
  { servers: 10, wait: 0.20459 },
] as const
const customers = { ours: 2_000_000, theirs: 200_000 }
const aim = 60
const rounds = Math.max(2, Number(process.argv[2] ?? 3))

function open(servers: number) {
  const arrivalRate = 0.8 * servers
  const { model, complaints } = readModel({ model: 'queue', servers, arrivalRate, service: { dist: 'exponential', mean: 1 } })
  if (model === null) throw new Error(complaints.join('; '))
  const queue = model.variants[0].start(['Wq'], { seed: 7, id: 1 })
  return (count: number) => {
    const start = process.cpuUsage()
    queue.run(count / arrivalRate)
    const { user, system } = process.cpuUsage(start)
    return { perSecond: (count * 1e6) / (user + system), wait: queue.find('Wq')!(queue.sums) }
  }
}

function compare(simPy: Peer, servers: number, exact: number): void {
  const live = open(servers)
  // Until V8 has compiled it for good.
  live(customers.ours / 4)
  let [ours, theirs, isSame] = [0, 0, true]
  for (let i = 0; i < rounds; i++) {
    theirs = Math.max(theirs, simPy(servers, customers.theirs).ops_per_s)
    const { perSecond, wait } = live(customers.ours)
    ours = Math.max(ours, perSecond)
    isSame &&= Math.abs(wait / exact - 1) < 0.05
  }
  sayRatio({
    bench: 'queue',
    job: `M/M/${servers}, mean wait near ${exact}`,
    peer: 'SimPy 2.3.1',
    ratio: round(ours / theirs),
    aim,
    isSame,
  })
}

const simPy = openSimPy('mm1_simpy')
if (simPy !== null) for (const { servers, wait } of queues) compare(simPy, servers, wait)

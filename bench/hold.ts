/**
 * Hold model: Voltwin's event list beside C++ std::priority_queue and SimPy 2.3.1, alternating, best of the rounds.
 * `npx tsx bench/hold.ts [rounds]`; the peers are ../shared/peers/hold.cpp, compiled here with g++, and hold_simpy.py.
 */
import { benchHold, holdKinds, type HoldKind } from '../cli/bench/hold.ts'
import { openSimPy, withCpp, type Peer } from './peers.ts'
import { round, sayRatio } from './ratio.ts'

interface Size {
  readonly n: number
  readonly ops: number
}

const sizes: readonly Size[] = [
  { n: 1000, ops: 5_000_000 },
  { n: 100_000, ops: 5_000_000 },
  { n: 1_000_000, ops: 5_000_000 },
]
const aims: Readonly<Record<HoldKind, number>> = { exp: 2, const: 1.3, bimodal: 1.3, pareto: 1.3, midnight: 1.3 }
const simPyAim = 70
const rounds = Math.max(2, Number(process.argv[2] ?? 3))

/** Best of the rounds of both, and whether the same events ran in the same order. */
function compare(peer: () => ReturnType<Peer>, own: Parameters<typeof benchHold>[0]) {
  let [ours, theirs, isSame] = [0, 0, true]
  for (let i = 0; i < rounds; i++) {
    const line = peer()
    const { value, problems } = benchHold(own)
    if (value === null) throw new Error(problems[0].remedy)
    ours = Math.max(ours, value.opsPerSecond)
    theirs = Math.max(theirs, line.ops_per_s)
    isSame &&= own.ops !== undefined && value.check === line.check
  }
  return { ratio: round(ours / theirs), isSame }
}

withCpp('hold', (peer) => {
  for (const { n, ops } of sizes)
    for (const kind of holdKinds) {
      const found = compare(() => peer(n, ops, kind), { n, ops, kind })
      sayRatio({ bench: 'hold', job: `${kind}, n = ${n}`, peer: 'C++ std::priority_queue', aim: aims[kind], ...found })
    }
})

const simPy = openSimPy('hold_simpy')
if (simPy !== null) {
  // SimPy needs minutes for what takes us a second: it gets fewer operations, and the check is made on them.
  const [n, few] = [100_000, 300_000]
  const { isSame } = compare(() => simPy(n, few), { n, ops: few, kind: 'exp' })
  const theirs = simPy(n, few).ops_per_s
  const { ratio } = compare(() => ({ peer: '', cpu_s: 0, check: '', ops_per_s: theirs }), { n, ops: 5_000_000, kind: 'exp' })
  sayRatio({ bench: 'hold', job: `exp, n = ${n}`, peer: 'SimPy 2.3.1', ratio, aim: simPyAim, isSame })
}

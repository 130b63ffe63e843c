/**
 * Hold model with 100 000 pending: Voltwin's event list beside C++ std::priority_queue, in one run, alternating, best of the rounds.
 * `npx tsx bench/hold-vs-cpp.ts [n] [ops] [rounds]`; the peer is ../shared/peers/hold.cpp, compiled here with g++.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { benchHold, holdKinds, type HoldKind } from '../cli/bench/hold.ts'

interface PeerLine {
  readonly ops_per_s: number
  readonly check: string
}

interface Comparison {
  readonly bench: 'hold-vs-cpp'
  readonly kind: HoldKind
  readonly n: number
  readonly ops: number
  readonly opsPerSecond: number
  readonly cppOpsPerSecond: number
  readonly ratio: number
  readonly target: number
  readonly isSameCheck: boolean
}

const SOURCE = fileURLToPath(new URL('../../shared/peers/hold.cpp', import.meta.url))
const TARGETS: Readonly<Record<HoldKind, number>> = { exp: 1.5, const: 1, bimodal: 1, pareto: 1, midnight: 1 }
const [n = 100_000, ops = 5_000_000, rounds = 3] = process.argv.slice(2).map(Number)

function compare(peer: string, kind: HoldKind): Comparison {
  let own = 0
  let cpp = 0
  let isSameCheck = true
  for (let round = 0; round < Math.max(2, rounds); round++) {
    const theirs = JSON.parse(execFileSync(peer, [String(n), String(ops), kind], { encoding: 'utf8' })) as PeerLine
    const { value, problems } = benchHold({ n, ops, kind })
    if (value === null) throw new Error(problems[0].remedy)
    own = Math.max(own, value.opsPerSecond)
    cpp = Math.max(cpp, theirs.ops_per_s)
    isSameCheck &&= value.check === theirs.check
  }
  const ratio = Math.round((own / cpp) * 100) / 100
  return { bench: 'hold-vs-cpp', kind, n, ops, opsPerSecond: own, cppOpsPerSecond: cpp, ratio, target: TARGETS[kind], isSameCheck }
}

function compileAndCompare(folder: string): void {
  const peer = join(folder, 'hold')
  execFileSync('g++', ['-O3', '-march=native', '-o', peer, SOURCE])
  const comparisons = holdKinds.map((kind) => {
    const comparison = compare(peer, kind)
    console.log(JSON.stringify(comparison))
    return comparison
  })
  console.table(
    comparisons.map(({ kind, opsPerSecond, cppOpsPerSecond, ratio, target, isSameCheck }) => ({
      kind,
      opsPerSecond,
      cppOpsPerSecond,
      ratio,
      target,
      isSameCheck,
    })),
  )
}

if (!existsSync(SOURCE)) console.log('not measured: ../shared/peers/hold.cpp is absent')
else if (spawnSync('g++', ['--version']).status !== 0) console.log('not measured: g++ is absent')
else {
  const folder = mkdtempSync(join(tmpdir(), 'voltwin-hold-'))
  try {
    compileAndCompare(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

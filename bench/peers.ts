import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** One line of a peer, as ../shared/peers/README.md says it. */
export interface PeerLine {
  readonly peer: string
  readonly ops_per_s: number
  readonly cpu_s: number
  readonly check: string | number
}

const folder = fileURLToPath(new URL('../../shared/peers/', import.meta.url))
/** Where Debian's python3-simpy can be imported; another Python may be the first on the path. */
const python = '/usr/bin/python3'

/** Runs a peer with arguments; `null` where it cannot be run here, which has been said. */
export type Peer = (...words: readonly (string | number)[]) => PeerLine

/** Compiles a peer in C++ for the time of `work`. Without the source or a compiler it says so and does nothing. */
export function withCpp(name: string, work: (peer: Peer) => void): void {
  const source = join(folder, `${name}.cpp`)
  if (!existsSync(source)) return console.log(`not measured: ../shared/peers/${name}.cpp is absent`)
  if (spawnSync('g++', ['--version']).status !== 0) return console.log('not measured: g++ is absent')
  const temporary = mkdtempSync(join(tmpdir(), 'voltwin-bench-'))
  try {
    const program = join(temporary, name)
    execFileSync('g++', ['-O3', '-march=native', '-o', program, source])
    work((...words) => run(program, words))
  } finally {
    rmSync(temporary, { recursive: true })
  }
}

/** A peer in SimPy, installed where that needs no question (Debian, root); `null` where it cannot be run, which has been said. */
export function openSimPy(name: string): Peer | null {
  const script = join(folder, `${name}.py`)
  if (!existsSync(script)) return refuse(`../shared/peers/${name}.py is absent`)
  if (!hasSimPy()) install()
  if (!hasSimPy()) return refuse('SimPy 2.3.1 is absent (Debian: apt-get install python3-simpy)')
  return (...words) => run(python, [script, ...words])
}

function refuse(reason: string): null {
  console.log(`not measured: ${reason}`)
  return null
}

function run(program: string, words: readonly (string | number)[]): PeerLine {
  return JSON.parse(execFileSync(program, words.map(String), { encoding: 'utf8' })) as PeerLine
}

function hasSimPy(): boolean {
  return spawnSync(python, ['-c', 'import SimPy.Simulation']).status === 0
}

function install(): void {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return
  spawnSync('apt-get', ['-qq', 'install', '-y', '--no-install-recommends', 'python3-simpy'], {
    stdio: 'ignore',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
}

import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describeMachine } from './figures.ts'
import { readRatio, type Ratio } from './ratio.ts'

/*
 * Every speed figure that the project claims, each beside its peer in the same run: `npm run bench`, or `npm run bench -- hold roads`.
 * Run it on a quiet machine; ratios count, not times. A peer that is absent is said by its bench, not passed over. The ratios are printed as one
 * table at the end and written to bench/results, with what they were measured on.
 */
const benches: Readonly<Record<string, readonly string[]>> = {
  hold: ['bench/hold.ts'],
  queue: ['bench/queue.ts'],
  fork: ['bench/fork.ts'],
  ageing: ['bench/ageing.ts'],
  roads: ['bench/roads.ts'],
  fleet: ['cli/main.ts', 'bench', 'fleet'],
  million: ['cli/main.ts', 'bench', 'million', '--json'],
  telemetry: ['bench/telemetry.ts'],
  map: ['bench/map.ts'],
  page: ['bench/page.ts'],
  flows: ['bench/flows.ts'],
  'million-page': ['bench/million-page.ts'],
}

const root = fileURLToPath(new URL('..', import.meta.url))
const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !(name in benches))
if (unknown.length > 0) {
  console.error(`no bench is called ${unknown.join(', ')}: choose from ${Object.keys(benches).join(', ')}`)
  process.exit(2)
}
const startedAt = new Date().toISOString()
const machine = { ...describeMachine(), node: process.version, platform: `${process.platform} ${process.arch}` }
const ratios: Ratio[] = []
for (const [name, words] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  console.log(`\n# ${name}`)
  const { status, lines } = await run(words)
  ratios.push(...lines.flatMap((line) => readRatio(line) ?? []))
  if (status !== 0) process.exitCode = 1
}
if (ratios.length > 0) report(ratios)

/** Runs a bench and shows what it says while it says it. */
function run(words: readonly string[]): Promise<{ status: number | null; lines: readonly string[] }> {
  const child = spawn(process.execPath, ['--import', 'tsx', ...words], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  let text = ''
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    text += part
    process.stdout.write(part)
  })
  return new Promise((resolve) => child.on('close', (status) => resolve({ status, lines: text.split('\n') })))
}

function report(found: readonly Ratio[]): void {
  console.log('\n# ratios, ours / theirs')
  console.table(found.map(({ bench, job, peer, ratio, aim, isSame }) => ({ bench, job, peer, ratio, aim, same: isSame ?? '' })))
  const folder = join(root, 'bench', 'results')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${startedAt.replaceAll(':', '-').slice(0, 19)}.json`)
  writeFileSync(file, `${JSON.stringify({ startedAt, machine, ratios: found }, null, 2)}\n`)
  console.log(`written to ${file.slice(root.length)}, measured on ${JSON.stringify(machine)}`)
}

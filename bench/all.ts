import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/*
 * Every speed figure that the project claims, each beside its peer in the same run: `npm run bench`, or `npm run bench -- hold roads`.
 * Run it on a quiet machine; ratios count, not times. A peer that is absent is said by its bench, not passed over.
 */
const benches: Readonly<Record<string, readonly string[]>> = {
  hold: ['bench/hold-vs-cpp.ts'],
  ageing: ['bench/ageing-vs-cpp.ts', '../shared/peers'],
  roads: ['bench/roads.ts'],
  fleet: ['cli/main.ts', 'bench', 'fleet'],
  telemetry: ['bench/telemetry.ts'],
  map: ['bench/map.ts'],
  page: ['bench/page.ts'],
  flows: ['bench/flows.ts'],
}

const root = fileURLToPath(new URL('..', import.meta.url))
const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !(name in benches))
if (unknown.length > 0) {
  console.error(`no bench is called ${unknown.join(', ')}: choose from ${Object.keys(benches).join(', ')}`)
  process.exit(2)
}
for (const [name, words] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  console.log(`\n# ${name}`)
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', ...words], { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exitCode = 1
}

import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { golden } from '../../tests/golden.ts'
import { buildPage, buildThread } from './bundles.ts'
import { chromiumPlace } from './chromium-place.ts'
import { firefoxPlace } from './firefox-place.ts'
import { livePlace, type Row } from './matrix.ts'
import { nodePlace } from './node-place.ts'
import { nodeLines } from './node-programs.ts'
import type { Place } from './place.ts'
import { describeRows, statusOf } from './report.ts'

const ids = [...nodeLines.map((line) => `node${line}`), chromiumPlace.id, firefoxPlace.id]
const usage = `npm run determinism -- [${ids.join('] [')}] [--json] [--skip-missing]`

// Firefox is spoken to over a WebSocket, which Node 20 has behind a flag.
process.exitCode = typeof WebSocket === 'undefined' ? runWithWebSocket() : await main()

function runWithWebSocket(): number {
  const flags = ['--experimental-websocket', '--disable-warning=ExperimentalWarning', ...process.execArgv]
  return spawnSync(process.execPath, [...flags, ...process.argv.slice(1)], { stdio: 'inherit' }).status ?? 1
}

async function main(): Promise<number> {
  const call = readCall()
  if (call === null) return 2
  const places = await preparePlaces(call.wanted)
  const rows: Row[] = []
  for (const place of places) rows.push(...(await livePlace(place, tell)))
  const answer = call.isJson ? JSON.stringify({ golden, rows }, null, 2) : describeRows(rows, call.canSkip)
  console.log(answer)
  return statusOf(rows, call.canSkip)
}

function readCall(): { wanted: readonly string[]; isJson: boolean; canSkip: boolean } | null {
  try {
    const options = { json: { type: 'boolean' }, 'skip-missing': { type: 'boolean' } } as const
    const { values, positionals } = parseArgs({ options, allowPositionals: true })
    const unknown = positionals.filter((id) => !ids.includes(id))
    if (unknown.length > 0) throw new Error(`there is no place ${unknown.join(', ')}`)
    return { wanted: positionals.length > 0 ? positionals : ids, isJson: values.json ?? false, canSkip: values['skip-missing'] ?? false }
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`)
    return null
  }
}

/** Builds what all places share; one after the other, since each build takes the machine. */
async function preparePlaces(wanted: readonly string[]): Promise<Place[]> {
  console.error('Building the bundles …')
  await buildPage('plain')
  await buildPage('minified')
  const minified = await buildThread()
  return [...nodeLines.map((line) => nodePlace(line, minified)), chromiumPlace, firefoxPlace].filter(({ id }) => wanted.includes(id))
}

function tell({ place, version, way, hash, verdict }: Row): void {
  console.error([place, version, way, hash, verdict].filter((part) => part !== '').join('  '))
}

import { beforeAll, describe, expect, it } from 'vitest'
import { hashWorld, layOut, LogLevel } from '../../twin/index.ts'
import { createFixtureCity, fixtureSpec } from '../../twin/world-fixture.ts'
import type { Layout } from '../../twin/index.ts'
import { createManifest } from '../manifest/index.ts'
import { readCheckpoint, resumeRun, writeCheckpoint } from './checkpoint.ts'
import { advanceRun, eventsOf, factsOf, startRun } from './scenario-run.ts'
import type { ScenarioRun } from './scenario-run.ts'

const manifest = createManifest({
  engine: '00000000000000e1',
  scenario: '00000000000000a1',
  models: '00000000000000b1',
  city: '00000000000000c1',
  grid: '',
  own: '',
  policyModel: '',
  seed: 1,
  scenarioName: 'Überall',
  cityName: 'chessboard',
})
const settings = { level: LogLevel.facts }
let layout: Layout
let broken: ArrayBuffer

function finish(run: ScenarioRun): ScenarioRun {
  while (advanceRun(run, 1000).kind === 'running');
  return run
}

beforeAll(() => {
  layout = layOut({ ...fixtureSpec, days: 6 }, createFixtureCity())
  const run = startRun(layout, settings)
  advanceRun(run, 300)
  broken = writeCheckpoint(run, manifest)
})

describe('a checkpoint', () => {
  it('goes on to the hash, the events and the facts of a run that never stopped', () => {
    const read = readCheckpoint(broken, layout, manifest)
    expect(read.problems).toEqual([])
    const resumed = finish(resumeRun(layout, read.value!, settings))
    const whole = finish(startRun(layout, settings))
    expect(hashWorld(resumed.world)).toBe(hashWorld(whole.world))
    expect(eventsOf(resumed)).toBe(eventsOf(whole))
    expect(eventsOf(whole)).toBeGreaterThan(400)
    expect(factsOf(resumed)).toEqual(factsOf(whole))
  })

  it('carries its manifest: another build, scenario or city is refused with the reason', () => {
    for (const key of ['engine', 'scenario', 'models', 'city'] as const) {
      const { value, problems } = readCheckpoint(broken, layout, { ...manifest, [key]: '00000000000000ff' })
      expect(value).toBeNull()
      expect(problems).toMatchObject([{ code: `other-${key}`, place: `manifest.${key}` }])
      expect(problems[0].value).toContain('00000000000000ff')
    }
  })

  it.each([
    ['cut off in its head', (bytes: ArrayBuffer) => bytes.slice(0, 12), 'checkpoint-short'],
    ['cut off later', (bytes: ArrayBuffer) => bytes.slice(0, bytes.byteLength - 8), 'checkpoint-length'],
    ['of another kind', (bytes: ArrayBuffer) => spoil(bytes, 0), 'checkpoint-magic'],
    ['of a later version', (bytes: ArrayBuffer) => spoil(bytes, 1), 'checkpoint-version'],
  ])('%s is refused', (_, change, code) => {
    const { value, problems } = readCheckpoint(change(broken), layout, manifest)
    expect(value).toBeNull()
    expect(problems).toMatchObject([{ code, place: 'checkpoint' }])
    expect(problems[0].remedy).not.toBe('')
  })

  it('of a layout that differs although the manifest does not is refused as well', () => {
    const other = layOut({ ...fixtureSpec, days: 7 }, createFixtureCity())
    expect(readCheckpoint(broken, other, manifest).problems).toMatchObject([{ code: 'snapshot-layout' }])
  })
})

function spoil(bytes: ArrayBuffer, word: number): ArrayBuffer {
  const copy = bytes.slice(0)
  new Uint32Array(copy)[word] += 7
  return copy
}

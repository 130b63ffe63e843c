import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { encodeOsm } from '../../twin/city/osm/osm-fixture.ts'
import { benchRoads } from './roads.ts'

const folder = mkdtempSync(join(tmpdir(), 'voltwin-bench-'))
afterAll(() => rmSync(folder, { recursive: true }))

it('gives the same table for the same seed, equal to its peer', async () => {
  const nodes = Array.from({ length: 100 }, (_, i) => ({ id: i + 1, lonDeg: (i % 10) / 100, latDeg: Math.floor(i / 10) / 100 }))
  const rows = Array.from({ length: 10 }, (_, y) => Array.from({ length: 10 }, (__, x) => y * 10 + x + 1))
  const columns = rows.map((row, x) => row.map((_, y) => y * 10 + x + 1))
  const ways = [...rows, ...columns].map((nodeIds, id) => ({ id, nodeIds, tags: { highway: id % 3 === 0 ? 'primary' : 'residential' } }))
  const file = join(folder, 'grid.osm.pbf')
  writeFileSync(file, encodeOsm(nodes, ways))
  const first = await benchRoads({ file, n: 20, rounds: 1 })
  const again = await benchRoads({ file, n: 20, rounds: 1 })
  const other = await benchRoads({ file, n: 20, rounds: 1, seed: 2 })
  expect(first.value).toMatchObject({ bench: 'roads', n: 20, graphNodes: 100, arcs: 360, seed: 1 })
  expect(first.value!.maxDeviationS).toBeLessThan(1e-9)
  expect(first.value!.check).toBe(again.value!.check)
  expect(first.value!.check).not.toBe(other.value!.check)
  expect(first.value!.check).toBeGreaterThan(0)
})

it('passes the problems of a bad file on', async () => {
  expect(await benchRoads({ file: join(folder, 'none.osm.pbf') })).toMatchObject({ value: null, problems: [{ code: 'read-failed' }] })
})

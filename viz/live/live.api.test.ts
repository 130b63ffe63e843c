import { expect, test } from 'vitest'
import { defaultLiveSettings } from '../../twin/live/index.ts'
import { createLiveApi } from './live.api.ts'
import type { LiveQuery, LiveSummary } from './live-types.ts'

const start = Date.UTC(2023, 9, 12, 12)
const minute = 60_000
const query: LiveQuery = {
  mode: 'live',
  atMs: start,
  watermarkMs: start,
  sort: 'name',
  isDescending: false,
  filter: '',
  onlyAlarms: false,
  first: 0,
  rows: 10,
  selected: '',
  curveMs: 60 * minute,
}

/** Twelve packs, a reading a minute; pack 3 jumps once, pack 10 says nothing after a while. */
function writeFile(): string {
  const lines = ['battery,time,known,soc_pct,lat,lon']
  for (let turn = 0; turn < 30; turn++)
    for (let pack = 1; pack <= 12; pack++) {
      if (pack === 10 && turn > 5) continue
      const soc = pack === 3 && turn === 20 ? 40 : 90 - turn
      const time = new Date(start + turn * minute).toISOString()
      const known = new Date(start + (turn + (pack === 5 && turn === 4 ? 10 : 0)) * minute).toISOString()
      lines.push(`pack ${pack},${time},${known},${soc},53.3,-6.${pack}`)
    }
  return lines.join('\n')
}

async function open(isAligned = false) {
  const api = createLiveApi()
  const answer = await api.open(new Blob([writeFile()]), 'a.csv', { zone: 'UTC', isAligned }, defaultLiveSettings, () => undefined)
  expect(answer.kind).toBe('open')
  return { api, summary: (answer as { summary: LiveSummary }).summary }
}

const at = (minutes: number) => ({ atMs: start + minutes * minute, watermarkMs: start + minutes * minute })

test('readings arrive with the clock: late ones not before they were known', async () => {
  const { api, summary } = await open()
  expect([summary.rows, summary.batteries, summary.fromMs, summary.toMs]).toEqual([360 - 24, 12, start, start + 29 * minute])
  expect(await api.advance(start + 4 * minute)).toBe(start + 4 * minute)
  const five = async (minutes: number) => (await api.look({ ...query, ...at(minutes), filter: 'pack 5' }))!.rows[0]
  expect((await five(4)).ageMs).toBe(minute)
  await api.advance(start + 10 * minute)
  await api.advance(start + 20 * minute)
  expect((await api.look({ ...query, ...at(20) }))!.counts).toMatchObject({ rerun: 1, duplicates: 0 })
})

test('names are in the order that people count in; sort, filter, window and choice by place', async () => {
  const { api } = await open()
  await api.advance(start + 20 * minute)
  const look = async (more: Partial<LiveQuery>) => (await api.look({ ...query, ...at(20), ...more }))!
  expect((await look({})).rows.map(({ name }) => name)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((n) => `pack ${n}`))
  expect((await look({ first: 10 })).rows.map(({ name }) => name)).toEqual(['pack 11', 'pack 12'])
  expect((await look({ sort: 'age', isDescending: true })).rows[0].name).toBe('pack 10')
  expect((await look({ onlyAlarms: true })).rows.map(({ name }) => name)).toEqual(['pack 3'])
  const chosen = await look({ selectAt: 2 })
  expect([chosen.selected?.name, chosen.selectedAt, chosen.points.selected]).toEqual(['pack 3', 2, 2])
  expect((await look({ selectDot: 2 })).selected?.name).toBe('pack 3')
  expect(chosen.curve!.timeMs.length).toBeGreaterThan(15)
})

test('an alarm stays until somebody has seen it, also through a rewind', async () => {
  const { api } = await open()
  await api.advance(start + 25 * minute)
  const alarms = async () => (await api.look({ ...query, ...at(25) }))!.alarms.map(({ battery, isSeen }) => [battery, isSeen])
  expect(await alarms()).toEqual([['pack 3', false]])
  await api.acknowledge([{ battery: 'pack 3', kind: 2 }], start + 25 * minute)
  expect(await alarms()).toEqual([])
  const hash = await api.hashAt(start + 25 * minute)
  await api.rewind()
  await api.advance(start + 25 * minute)
  expect(await alarms()).toEqual([])
  expect(await api.hashAt(start + 25 * minute)).toBe(hash)
})

test('a forecast goes down with the use and says when little is left', async () => {
  const { api } = await open()
  await api.advance(start + 29 * minute)
  const look = await api.look({ ...query, ...at(29), mode: 'forecast', atMs: start + 59 * minute, selected: 'pack 1' })
  expect(look!.selected!.predictedFrac).toBeLessThan(0.45)
  expect(look!.forecast!.socFrac.at(-1)).toBeLessThan(look!.forecast!.socFrac[0])
  expect(look!.emptyMs).toBeGreaterThan(start + 40 * minute)
})

test('what cannot be read is refused with what to do, and another file still opens', async () => {
  const api = createLiveApi()
  const give = (text: string) =>
    api.open(new Blob([text]), 'b.csv', { zone: 'UTC', isAligned: false }, defaultLiveSettings, () => undefined)
  const refused = await give('battery,time\nx,never\n')
  expect(refused).toMatchObject({
    kind: 'refused',
    problems: [{ code: 'wrong-time', place: 'b.csv, line 2, time' }, { code: 'no-readings' }],
  })
  expect(await give('\uFEFFbattery;time\nx;2023-10-12 12:00:00\n')).toMatchObject({ kind: 'open', summary: { rows: 1 } })
})

test('UTF-16, as some spreadsheets save it, is read', async () => {
  const text = 'battery\ttime\nä\t2023-10-12 12:00:00\n'
  const bytes = new Uint8Array([0xff, 0xfe, ...Array.from(text).flatMap((sign) => [sign.charCodeAt(0) & 255, sign.charCodeAt(0) >> 8])])
  const api = createLiveApi()
  await api.open(new Blob([bytes]), 'c.csv', { zone: 'UTC', isAligned: false }, defaultLiveSettings, () => undefined)
  await api.advance(start)
  expect((await api.look(query))!.rows.map(({ name }) => name)).toEqual(['ä'])
})

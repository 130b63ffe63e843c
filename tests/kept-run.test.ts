import { beforeAll, describe, expect, test } from 'vitest'
import type { KpiStore } from '../viz/kpi-store.ts'
import type { RunApi, RunOutcome, RunProgress, RunRequest } from '../viz/run-api.ts'
import { createRunApi } from '../viz/run.api.ts'
import { createMemoryRunFolders } from '../viz/vault/index.ts'
import type { RunFolders } from '../viz/vault/index.ts'

const dayMs = 86_400_000
const days = 30
const everyDays = 7
const request: RunRequest = {
  scenario: 'baseline',
  days,
  overrides: {
    segments: { ebikes: { customers: 24 }, scooters: { customers: 160 }, tools: { customers: 3 }, homes: { customers: 6 } },
    hubs: { count: 2, chargers: 10, staff: 2 },
    shops: { count: 2 },
    boxes: { count: 4 },
    couriers: { count: 1 },
  },
}
const store: KpiStore = { isReady: () => true, trend: async () => [], courses: async () => ({}), compute: async () => [] }

function openApi(folders: RunFolders): RunApi {
  return createRunApi(store, 'build-under-test', undefined, Promise.resolve(folders))
}

/** Folders that count what is written to them, and refuse it from some write on. */
function watchFolders(folders: RunFolders, room = Infinity): { readonly folders: RunFolders; readonly written: string[] } {
  const written: string[] = []
  const open: RunFolders['open'] = async (id) => {
    const folder = await folders.open(id)
    const write: typeof folder.write = async (name, bytes) => {
      if (written.length >= room) throw new DOMException('no room', 'QuotaExceededError')
      written.push(name)
      await folder.write(name, bytes)
    }
    return { ...folder, write }
  }
  return { folders: { ...folders, open }, written }
}

function done(outcome: RunOutcome) {
  if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome))
  return outcome
}

const streamed = async (api: RunApi, reports: RunProgress[] = []) =>
  done(await api.stream(request, everyDays, (progress) => reports.push(progress)))

let plain: RunApi
let whole: ReturnType<typeof done>

beforeAll(async () => {
  plain = openApi(createMemoryRunFolders())
  whole = done(await plain.start(request, () => undefined))
})

describe('a run that is kept while it lives', () => {
  test('has the bits of one that is not, and the same hours and sums by place', async () => {
    const { summary, yield: found } = await streamed(openApi(createMemoryRunFolders()))
    expect(summary.hash).toBe(whole.summary.hash)
    expect(summary.events).toBe(whole.summary.events)
    expect(summary.eventsPerHour).toEqual(whole.summary.eventsPerHour)
    expect(found?.manifest).toEqual(whole.yield?.manifest)
    expect(found?.places).toEqual(whole.yield?.places)
    expect(found?.places.stockOutMs.some((sum) => sum > 0)).toBe(true)
  })

  test('goes on from its last checkpoint when the browser’s room was full, and says so', async () => {
    const kept = createMemoryRunFolders()
    // Two files a checkpoint: the third one finds no room.
    const full = watchFolders(kept, 5)
    const refused = await openApi(full.folders).stream(request, everyDays, () => undefined)
    expect(refused).toMatchObject({ kind: 'refused', problems: [{ code: 'storage-full' }] })
    expect(full.written).toEqual(['counts-day-00007', 'day-00007', 'counts-day-00014', 'day-00014', 'counts-day-00021'])
    const later = watchFolders(kept)
    const reports: RunProgress[] = []
    const { summary, yield: found } = await streamed(openApi(later.folders), reports)
    expect(reports[0].day).toBe(14)
    expect(later.written[0]).toBe('counts-day-00021')
    expect(summary.hash).toBe(whole.summary.hash)
    expect(summary.eventsPerHour).toEqual(whole.summary.eventsPerHour)
    expect(found?.places).toEqual(whole.yield?.places)
  })

  test('one that ended is not lived again, a damaged checkpoint is passed over', async () => {
    const kept = createMemoryRunFolders()
    const { yield: found } = await streamed(openApi(kept))
    const id = await openApi(kept).identify(request)
    expect(id.value).toEqual(found?.manifest)
    const again = watchFolders(kept)
    const reports: RunProgress[] = []
    await streamed(openApi(again.folders), reports)
    expect(again.written).toEqual([])
    expect(reports[0].day).toBe(days)
    const damaged = watchFolders(kept)
    const spoilt: RunFolders = {
      ...damaged.folders,
      open: async (one) => {
        const folder = await damaged.folders.open(one)
        const isBad = (name: string) => name === 'end' || name === 'day-00028'
        return { ...folder, read: async (name) => (isBad(name) ? new ArrayBuffer(40) : folder.read(name)) }
      },
    }
    const from: RunProgress[] = []
    expect((await streamed(openApi(spoilt), from)).summary.hash).toBe(whole.summary.hash)
    expect(from[0].day).toBe(21)
  })

  test('without a file system it is refused with what to do', async () => {
    const outcome = await createRunApi(store, 'build-under-test').stream(request, everyDays, () => undefined)
    expect(outcome).toMatchObject({ kind: 'refused', problems: [{ code: 'no-file-system' }] })
  })
})

describe('a run of the form whose record would be too large', () => {
  const openLarge = (folders: RunFolders) => createRunApi(store, 'build-under-test', undefined, Promise.resolve(folders), 1000)

  test('is kept while it lives, with the answer of any other, and can be looked back on', async () => {
    const kept = createMemoryRunFolders()
    const watched = watchFolders(kept)
    const api = openLarge(watched.folders)
    const reports: RunProgress[] = []
    const { summary, yield: found } = done(await api.start(request, (progress) => reports.push(progress)))
    expect(watched.written).toEqual(['counts-end', 'end'])
    expect({ ...summary, run: 0 }).toEqual({ ...whole.summary, run: 0 })
    expect({ ...found, facts: 0 }).toEqual({ ...whole.yield, facts: 0 })
    expect(reports.flatMap(({ scene }) => scene ?? []).length).toBe(1)
    expect((await api.seekState(11 * dayMs))?.hash).toBe((await plain.seekState(11 * dayMs))?.hash)
  })

  test('ends early when it is cancelled, and gives way to a later one', async () => {
    const api = openLarge(createMemoryRunFolders())
    const endless = { ...request, days: 3000 }
    const begin = (asked: RunRequest) => {
      let hear = (): void => undefined
      const lives = new Promise<void>((resolve) => (hear = resolve))
      return { outcome: api.start(asked, ({ day }) => day > 0 && hear()), lives }
    }
    const first = begin(endless)
    await first.lives
    const second = begin({ ...endless, seed: 7 })
    expect(await first.outcome).toEqual({ kind: 'replaced' })
    await second.lives
    api.cancel()
    const outcome = await second.outcome
    expect(outcome.kind).toBe('cancelled')
    expect('summary' in outcome && outcome.summary.days).toBeGreaterThan(0)
  })
})

describe('looking back on it', () => {
  let api: RunApi

  beforeAll(async () => {
    const kept = createMemoryRunFolders()
    await streamed(openApi(kept))
    api = openApi(kept)
    const reports: RunProgress[] = []
    const { summary } = done(await api.start({ ...request, isRecordOnly: true }, (progress) => reports.push(progress)))
    // At once, without a day that is lived again.
    expect(reports.filter(({ phase }) => phase === 'run').map(({ day, scene }) => [day, scene?.run])).toEqual([[days, summary.run]])
    expect(summary).toMatchObject({ hash: whole.summary.hash, days, eventsPerHour: whole.summary.eventsPerHour })
  })

  test('any moment, forwards and backwards, has the state of the run', async () => {
    for (const day of [0.3, 12.5, 13, 29.9, 7, 3.2, 21, 30]) {
      const { hash, events } = (await plain.seekState(day * dayMs))!
      expect(await api.seekState(day * dayMs)).toMatchObject({ hash, events })
    }
    expect(await api.seekState(30 * dayMs + 1)).toBeNull()
    expect(await api.seekState(-1)).toBeNull()
  })

  test('any day is drawn as the whole record draws it', async () => {
    for (const day of [17, 2, 29, 11]) {
      const [found, expected] = await Promise.all([api, plain].map((one) => one.window(day * dayMs, (day + 1) * dayMs)))
      const { run: _, ...drawn } = found!
      const { run: __, ...wanted } = expected!
      expect(Object.keys(drawn)).toEqual(Object.keys(wanted))
      expect(drawn.legs).toEqual(wanted.legs)
      expect(drawn.stays.count).toBe(wanted.stays.count)
    }
  })

  test('sums of days, worst days and incidents are those of the whole run', async () => {
    const same = async <T>(ask: (one: RunApi) => Promise<T>) => {
      const [found, expected] = await Promise.all([ask(api), ask(plain)])
      expect(found).toEqual(expected)
      return found
    }
    const totals = await same(async (one) => ({ ...(await one.dayTotals(20 * dayMs)), run: 0 }))
    expect(totals.days).toBe(days)
    for (const rank of [1, 2, 5]) {
      const worst = await same(async (one) => ({ ...(await one.worstDay(rank, 29 * dayMs)), run: 0 }))
      expect(worst.missed).toBeGreaterThan(0)
    }
    const next = (timeMs: number, direction: 1 | -1) =>
      same(async (one) => {
        const answer = await one.findIncident({ kind: 'stockOut', timeMs, direction })
        return answer?.incident && { timeMs: answer.incident.timeMs, pick: answer.incident.pick }
      })
    let [timeMs, steps] = [0, 0]
    for (let found = await next(timeMs, 1); found && steps < 40; found = await next(timeMs, 1), steps++) timeMs = found.timeMs
    expect(steps).toBeGreaterThan(3)
    expect(await next(15 * dayMs, -1)).not.toBeNull()
  })

  test('its plan’s basis, a morning to go on from, and its log are there', async () => {
    const outcome = done(await api.start({ ...request, isRecordOnly: true }, () => undefined))
    expect(await api.planBasis(outcome.summary.run)).toEqual(await plain.planBasis(whole.summary.run))
    const start = await api.snapshotAt(16.4 * dayMs)
    expect(start?.day).toBe(16)
    const ask = { kind: 'log', format: 'csv', level: 1, fromMs: 9 * dayMs, toMs: 24 * dayMs } as const
    const [found, expected] = await Promise.all([api.exportFile(ask), plain.exportFile(ask)])
    expect(await found.value?.text()).toBe(await expected.value?.text())
    expect(found.value?.size).toBeGreaterThan(1000)
  })
})

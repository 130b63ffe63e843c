import { beforeAll, expect, test } from 'vitest'
import { columnOf, type ColumnTable } from '../data/columns/index.ts'
import { openLogWindow } from '../scenarios/replay/log-window.ts'
import { advanceReplay, startReplay, type Replay } from '../scenarios/replay/replay.ts'
import { advanceRun, startRun } from '../scenarios/run/index.ts'
import { layOut } from '../twin/layout/layout.ts'
import { createSurvey } from '../twin/layout/survey.ts'
import { LogKind, LogLevel, logTable, type LogChunk } from '../twin/log.ts'
import { loadSmall, shareCity } from './small-scenario.ts'

const dayMs = 86_400_000
const days = 9
const survey = createSurvey(shareCity())
const layout = layOut(loadSmall({ days, faults: { electronicsPerYear: 3 } }), shareCity(), survey)
const kindColumn = logTable.columns.findIndex(({ name }) => name === 'kind')

/** Rows of a straight run at a level, as the log has them, without what is noted before the first event and after the last. */
function liveLog(level: number): number[][] {
  const rows: number[][] = []
  const writeLog = (chunk: LogChunk) => {
    for (let i = 0; i < chunk.rows; i++) rows.push(chunk.columns.map((column) => column[i]))
  }
  const run = startRun(layout, { level, writeLog })
  while (advanceRun(run, 5000).kind === 'running');
  const isNoted = (row: number[]) => row[0] === 0 || (row[kindColumn] === LogKind.health && row[0] === days * dayMs)
  return rows.filter((row) => !isNoted(row))
}

function window(replay: Replay, fromMs: number, toMs: number, level: number): number[][] {
  const rows: number[][] = []
  const write = (table: ColumnTable) => {
    for (let i = 0; i < table.rows; i++) rows.push(logTable.columns.map(({ name }) => columnOf(table, name)[i]))
  }
  const opened = openLogWindow(replay, { fromMs, toMs, level }, write)
  while (opened.advance(300));
  return rows
}

let replay: Replay
beforeAll(() => {
  // Room for a few checkpoints only, so that windows begin far after one.
  replay = startReplay(layout, survey, { byteLimit: 1 })
  while (advanceReplay(replay, 1000).kind === 'running');
})

test.each([
  ['exchanges', LogLevel.exchanges],
  ['full', LogLevel.full],
] as const)('the log of any span at level %s is that of a straight run', (_, level) => {
  const whole = liveLog(level)
  expect(whole.length).toBeGreaterThan(200)
  const spans = [
    [0, days * dayMs],
    [0, dayMs],
    [3 * dayMs, 4 * dayMs],
    [5.3 * dayMs, 5.9 * dayMs],
    [8 * dayMs, days * dayMs],
  ] as const
  for (const [fromMs, toMs] of spans) {
    const wanted = whole.filter(([timeMs]) => timeMs >= fromMs && timeMs < toMs)
    expect(wanted.length).toBeGreaterThan(10)
    expect(window(replay, fromMs, toMs, level)).toEqual(wanted)
  }
})

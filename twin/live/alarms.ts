import { Verdict } from './filter.ts'
import type { FilterColumns, LiveSettings } from './filter.ts'
import type { RowList } from './order.ts'
import type { ReadingColumns } from './readings.ts'

/** What is wrong: no news, too hot or cold, or measured and predicted charge do not agree. */
export const AlarmKind = { silence: 0, temperature: 1, divergence: 2 } as const
export type AlarmKind = (typeof AlarmKind)[keyof typeof AlarmKind]
export const alarmKindCount = 3

/** One alarm of one battery, from its cause to its end; `toMs` is Infinity while it lasts. */
export interface Episode {
  readonly kind: number
  readonly fromMs: number
  toMs: number
  /** Silence: ms without news so far as readings say; temperature: °C furthest out; divergence: measured minus predicted charge. */
  value: number
}

/** Alarms of one battery by its readings. Silence that still lasts is not in it: it depends on the clock. */
export interface AlarmTrack {
  /** So many readings are judged. */
  judged: number
  episodes: Episode[]
  /** Index of the episode that lasts, by kind; −1: none. */
  readonly open: Int32Array
  /** Episodes beyond the limit, counted only. */
  dropped: number
}

const maxEpisodes = 2000
/** Of one battery so many are told at a time. */
const maxShown = 100
const noEpisodes: readonly Episode[] = []

export function createAlarmTrack(): AlarmTrack {
  return { judged: 0, episodes: [], open: new Int32Array(alarmKindCount).fill(-1), dropped: 0 }
}

/** Judges the readings from `from` on; where earlier ones changed, all of them anew, so that nothing depends on how they came. */
export function judgeReadings(
  track: AlarmTrack,
  c: ReadingColumns,
  f: FilterColumns,
  held: RowList,
  from: number,
  settings: LiveSettings,
): void {
  if (from < track.judged) {
    track.judged = 0
    track.episodes = []
    track.open.fill(-1)
    track.dropped = 0
  }
  for (let at = track.judged; at < held.count; at++) {
    const row = held.rows[at]
    if (at > 0) judgeGap(track, c.timeMs[held.rows[at - 1]], c.timeMs[row], settings)
    judgeTemperature(track, c.timeMs[row], c.tempDegC[row], settings)
    judgeDivergence(track, c.timeMs[row], c.socFrac[row] - f.prior[row], f.verdict[row])
  }
  track.judged = held.count
}

function judgeGap(track: AlarmTrack, beforeMs: number, timeMs: number, { silenceMs }: LiveSettings): void {
  if (timeMs - beforeMs <= silenceMs) return
  begin(track, AlarmKind.silence, beforeMs + silenceMs, timeMs - beforeMs)
  end(track, AlarmKind.silence, timeMs)
}

function judgeTemperature(track: AlarmTrack, timeMs: number, tempDegC: number, { hotDegC, coldDegC }: LiveSettings): void {
  if (tempDegC !== tempDegC) return
  const isOut = tempDegC > hotDegC || tempDegC < coldDegC
  if (!isOut) return end(track, AlarmKind.temperature, timeMs)
  const open = track.open[AlarmKind.temperature]
  if (open < 0) return begin(track, AlarmKind.temperature, timeMs, tempDegC)
  const episode = track.episodes[open]
  const beyond = (temp: number) => (temp > hotDegC ? temp - hotDegC : coldDegC - temp)
  if (beyond(tempDegC) > beyond(episode.value)) episode.value = tempDegC
}

function judgeDivergence(track: AlarmTrack, timeMs: number, innovation: number, verdict: number): void {
  if (verdict === Verdict.unmeasured) return
  const isOff = verdict === Verdict.refused || verdict === Verdict.jump
  if (isOff && track.open[AlarmKind.divergence] < 0) begin(track, AlarmKind.divergence, timeMs, innovation)
  // At a jump the new level holds from now on, so measured and predicted agree again.
  if (verdict !== Verdict.refused) end(track, AlarmKind.divergence, timeMs)
}

function begin(track: AlarmTrack, kind: number, fromMs: number, value: number): void {
  if (track.episodes.length >= maxEpisodes) {
    track.dropped += 1
    return
  }
  track.open[kind] = track.episodes.push({ kind, fromMs, toMs: Infinity, value }) - 1
}

function end(track: AlarmTrack, kind: number, toMs: number): void {
  const open = track.open[kind]
  if (open < 0) return
  track.episodes[open].toMs = toMs
  track.open[kind] = -1
}

/**
 * The last alarms that had begun by `atMs`, oldest first. Of what came after that moment nothing is told but how far out a temperature went:
 * an end later than it counts as none, and silence is counted up to it.
 */
export function alarmsAt(track: AlarmTrack, lastMs: number, atMs: number, { silenceMs }: LiveSettings): readonly Episode[] {
  if (track.episodes.length === 0 && !(atMs - lastMs > silenceMs)) return noEpisodes
  const begun = track.episodes
    .filter(({ fromMs }) => fromMs <= atMs)
    .slice(-maxShown)
    .map((episode) => (episode.toMs > atMs ? lasting(episode, atMs) : episode))
  const isSilent =
    lastMs === lastMs && atMs - lastMs > silenceMs && !begun.some(({ kind, toMs }) => kind === AlarmKind.silence && toMs === Infinity)
  return isSilent ? [...begun, { kind: AlarmKind.silence, fromMs: lastMs + silenceMs, toMs: Infinity, value: atMs - lastMs }] : begun
}

function lasting(episode: Episode, atMs: number): Episode {
  const value = episode.kind === AlarmKind.silence ? Math.min(episode.value, episode.value - (episode.toMs - atMs)) : episode.value
  return { ...episode, toMs: Infinity, value }
}

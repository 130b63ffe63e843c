import type { Episode } from './alarms.ts'

/** A person's act: an alarm was seen. It is a fact like a reading: issuer and number say which, and it may come twice or late. */
export interface Act {
  readonly issuer: string
  readonly sequence: number
  readonly timeMs: number
  readonly knownMs: number
  readonly kind: 'acknowledge'
  readonly battery: string
  /** `AlarmKind`. */
  readonly alarm: number
}

/** Acts in canonical order: by time, issuer and number. */
export function compareActs(a: Act, b: Act): number {
  return (
    a.timeMs - b.timeMs ||
    compareText(a.issuer, b.issuer) ||
    a.sequence - b.sequence ||
    compareText(a.battery, b.battery) ||
    a.alarm - b.alarm
  )
}

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Adds an act to those known; of one issuer and number the least in order holds. */
export function addAct(acts: readonly Act[], act: Act): readonly Act[] {
  const rival = acts.find(({ issuer, sequence }) => issuer === act.issuer && sequence === act.sequence)
  if (rival !== undefined && compareActs(rival, act) <= 0) return acts
  return [...acts.filter((other) => other !== rival), act].toSorted(compareActs)
}

/** An act means the last alarm of its kind that had begun; one that begins later must be seen anew. */
export function isAcknowledged(
  acts: readonly Act[],
  battery: string,
  episodes: readonly Episode[],
  episode: Episode,
  atMs: number,
): boolean {
  const next = episodes.find(({ kind, fromMs }) => kind === episode.kind && fromMs > episode.fromMs)
  const untilMs = Math.min(atMs, next === undefined ? Infinity : next.fromMs - 1)
  return acts.some((act) => act.battery === battery && act.alarm === episode.kind && act.timeMs >= episode.fromMs && act.timeMs <= untilMs)
}

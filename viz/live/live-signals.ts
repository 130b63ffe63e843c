import { signal, type Signal } from '@preact/signals'
import type { Problem } from '../../data/columns/index.ts'
import { defaultLiveSettings } from '../../twin/live/index.ts'
import type { LiveSettings } from '../../twin/live/index.ts'
import type { LiveLook, LiveMode, LiveOptions, LiveProgress, LiveSort, LiveSummary } from './live-types.ts'

/** Where the room stands. */
export type LiveState =
  | { readonly kind: 'empty'; readonly problems: readonly Problem[] }
  | { readonly kind: 'reading'; readonly name: string; readonly progress: LiveProgress | null }
  | { readonly kind: 'open'; readonly summary: LiveSummary }

/** How the list is ordered and cut. */
export interface ListView {
  readonly sort: LiveSort
  readonly isDescending: boolean
  readonly filter: string
  readonly onlyAlarms: boolean
  readonly first: number
  readonly rows: number
}

/** Everything that the room is a function of. */
export interface LiveSignals {
  readonly state: Signal<LiveState>
  readonly options: Signal<LiveOptions>
  readonly settings: Signal<LiveSettings>
  readonly mode: Signal<LiveMode>
  /** Up to here the fleet has heard. */
  readonly headMs: Signal<number>
  /** The moment on screen: the head, an earlier one, or a later one. */
  readonly atMs: Signal<number>
  /** Seconds of the record in a second of watching. */
  readonly speed: Signal<number>
  readonly isPlaying: Signal<boolean>
  readonly list: Signal<ListView>
  /** Name of the chosen battery; empty for none. */
  readonly selected: Signal<string>
  readonly look: Signal<LiveLook | null>
  /** What went wrong in the worker; empty while all is well. */
  readonly failure: Signal<string>
}

export function createLiveSignals(): LiveSignals {
  return {
    state: signal<LiveState>({ kind: 'empty', problems: [] }),
    options: signal<LiveOptions>({ zone: 'Europe/Dublin', isAligned: false }),
    settings: signal<LiveSettings>(defaultLiveSettings),
    mode: signal<LiveMode>('live'),
    headMs: signal(0),
    atMs: signal(0),
    speed: signal(60),
    isPlaying: signal(false),
    list: signal<ListView>({ sort: 'alarms', isDescending: true, filter: '', onlyAlarms: false, first: 0, rows: 40 }),
    selected: signal(''),
    look: signal<LiveLook | null>(null),
    failure: signal(''),
  }
}

/** The file that is open; `null` while none is. */
export function summaryOf({ state }: LiveSignals): LiveSummary | null {
  const now = state.peek()
  return now.kind === 'open' ? now.summary : null
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

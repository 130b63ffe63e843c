import { batch, effect } from '@preact/signals'
import type { LiveSettings } from '../../twin/live/index.ts'
import { createLiveClock, type LiveClock } from './live-clock.ts'
import { createLiveSignals, messageOf, summaryOf, type LiveSignals } from './live-signals.ts'
import type { LiveApi } from './live-types.ts'
import { createLookAsker } from './look-asker.ts'

export interface LiveStore extends LiveSignals, Pick<LiveClock, 'setMode' | 'seek'> {
  readonly open: (file: Blob, name: string) => Promise<void>
  readonly close: () => void
  /** Goes over the quiet time to when the next reading arrives. */
  readonly toNextReading: () => void
  readonly rewind: () => void
  readonly select: (name: string) => void
  /** By place in the list, by dot on the map. */
  readonly selectAt: (at: number) => void
  readonly selectDot: (dot: number) => void
  readonly acknowledge: (alarms: readonly { readonly battery: string; readonly kind: number }[]) => void
  readonly change: (settings: LiveSettings) => void
}

/** The room's state over one live worker. */
export function createLiveStore(api: LiveApi): LiveStore {
  const signals = createLiveSignals()
  const { state, settings, atMs, mode, isPlaying, list, selected, look, failure } = signals
  const refresh = createLookAsker(api, signals)
  const clock = createLiveClock(api, signals, refresh)
  const orFail = (work: Promise<unknown>) => void work.catch((error: unknown) => (failure.value = messageOf(error)))
  effect(() => {
    // Read for their changes.
    void [list.value, selected.value, state.value]
    void refresh()
  })
  return {
    ...signals,
    setMode: clock.setMode,
    seek: clock.seek,
    open: createOpener(api, signals, clock),
    close() {
      api.cancel()
      batch(() => {
        isPlaying.value = false
        look.value = null
        state.value = { kind: 'empty', problems: [] }
      })
    },
    toNextReading() {
      const next = look.peek()?.nextMs ?? Infinity
      if (mode.peek() === 'live' && next < Infinity) orFail(clock.advance(next))
    },
    rewind() {
      isPlaying.value = false
      const record = summaryOf(signals)
      if (record !== null) orFail(api.rewind().then(() => clock.begin(record.fromMs)))
    },
    select: (name) => void (selected.value = name),
    selectAt: (at) => void refresh({ selectAt: at }),
    selectDot: (dot) => void refresh({ selectDot: dot }),
    acknowledge: (alarms) => orFail(api.acknowledge(alarms, atMs.peek()).then(() => refresh())),
    change(next) {
      settings.value = next
      orFail(api.change(next).then(() => refresh()))
    },
  }
}

/** Reads a file; the one that was opened last wins, and one that cannot be read says why. */
function createOpener(api: LiveApi, signals: LiveSignals, clock: LiveClock): LiveStore['open'] {
  const { state, options, settings, selected, isPlaying } = signals
  let turn = 0
  return async (file, name) => {
    const own = ++turn
    isPlaying.value = false
    state.value = { kind: 'reading', name, progress: null }
    try {
      const answer = await api.open(file, name, options.peek(), settings.peek(), (progress) => {
        if (own === turn && state.peek().kind === 'reading') state.value = { kind: 'reading', name, progress }
      })
      if (own !== turn || answer.kind === 'cancelled') return
      batch(() => {
        selected.value = ''
        state.value = answer.kind === 'open' ? answer : { kind: 'empty', problems: answer.problems }
      })
      if (answer.kind === 'open') await clock.begin(answer.summary.fromMs)
    } catch (error) {
      const problem = {
        code: 'live-failed',
        place: name,
        value: messageOf(error),
        remedy: 'Load the page again, and choose a smaller file.',
      }
      if (own === turn) state.value = { kind: 'empty', problems: [problem] }
    }
  }
}

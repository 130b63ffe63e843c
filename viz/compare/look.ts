import { computed, effect, signal, untracked, type ReadonlySignal } from '@preact/signals'
import type { CityLook } from '../city-view.tsx'
import type { RunApi, RunProgress, RunScene } from '../run-api.ts'
import { followWindows, type Draft, type Workbench } from '../state/index.ts'
import type { StoredRun } from '../vault/index.ts'

/** What the map shows of the run that is looked at. */
export interface Look extends CityLook {
  /** Share of the records that has been made, while they are; `null` when all are there. */
  readonly madeFrac: ReadonlySignal<number | null>
  /** Why there is no map of this run; empty when there is. */
  readonly absence: ReadonlySignal<string>
  readonly stop: () => void
}

const maxAsides = 2

/** Records of one run that a worker beside makes again. */
interface Aside extends CityLook {
  readonly livedMs: ReadonlySignal<number>
  readonly madeFrac: ReadonlySignal<number | null>
  readonly failure: ReadonlySignal<string>
  readonly stop: () => void
}

/**
 * Follows the run that is looked at: out of the page's own worker where that holds its records, else made again in a worker beside, from its
 * manifest. Runs that were made stay at hand while the room is open.
 */
export function followLook(bench: Workbench, run: ReadonlySignal<StoredRun | null>): Look {
  const asides = new Map<string, Aside>()
  const isOwn = computed(() => run.value !== null && isAtHand(bench, run.value))
  const current = signal<Aside | null>(null)
  const cityAbsence = computed(() => (run.value === null ? '' : describeCityAbsence(bench, run.value)))

  const add = (wanted: StoredRun): Aside => {
    const aside = makeAside(bench, wanted)
    asides.set(wanted.id, aside)
    // As many as the pool has workers for.
    for (const [oldest, { stop }] of asides) {
      if (asides.size <= maxAsides) break
      stop()
      asides.delete(oldest)
    }
    return aside
  }
  const stopChoosing = effect(() => {
    const wanted = run.value
    const needsAside = wanted !== null && !isOwn.value && cityAbsence.value === ''
    current.value = needsAside ? untracked(() => asides.get(wanted.id) ?? add(wanted)) : null
  })
  const stopTime = effect(() => {
    bench.asideLivedMs.value = current.value?.livedMs.value ?? 0
  })
  return {
    scene: computed(() => (current.value ? current.value.scene.value : isOwn.value ? bench.runs.scene.value : null)),
    window: computed(() => (current.value ? current.value.window.value : isOwn.value ? bench.window.value : null)),
    ahead: computed(() => (current.value ? current.value.ahead.value : isOwn.value ? bench.ahead.value : null)),
    madeFrac: computed(() => current.value?.madeFrac.value ?? null),
    absence: computed(() => cityAbsence.value || (current.value?.failure.value ?? '')),
    stop: () => {
      stopChoosing()
      stopTime()
      for (const { stop } of asides.values()) stop()
      bench.asideLivedMs.value = 0
    },
  }
}

/** Whether the page's own worker holds the whole record of a run. */
function isAtHand({ runs }: Workbench, { summary }: StoredRun): boolean {
  const state = runs.state.value
  return state.kind === 'done' && state.summary.hash === summary.hash && runs.redrawFrac.value === null && runs.scene.value !== null
}

/** Why a run's city is not at hand, for people; empty when it is. */
export function describeCityAbsence({ city }: Workbench, { manifest, summary }: StoredRun): string {
  const shown = city.drawing.value
  if (shown === null) return 'The map appears here when the city is there.'
  if (shown.hash === manifest.city) return ''
  return summary.city.isGenerated
    ? `This run is of the generated city, but ${shown.name} is on screen: go back to the generated city in Plan to see it on the map.`
    : `This run is of ${summary.city.name}, a city from a file: drop that file on the page to see it on the map.`
}

function makeAside(bench: Workbench, run: StoredRun): Aside {
  const scene = signal<RunScene | null>(null)
  const livedDays = signal(0)
  const madeFrac = signal<number | null>(0)
  const failure = signal('')
  const livedMs = computed(() => scene.value?.dayStartMs[livedDays.value] ?? 0)
  const api = bench.aside(run.id)
  const { window, ahead, stop } = followWindows(api, { scene, livedMs }, bench.clock)
  const take = (progress: RunProgress) => {
    if (progress.scene) scene.value = progress.scene
    // Reports may arrive after the outcome.
    if (madeFrac.value === null || progress.phase === 'city' || progress.phase === 'world') return
    madeFrac.value = progress.shareFrac
    livedDays.value = progress.day
  }
  void makeRecord(bench, api, run, take).then((problem) => {
    failure.value = problem
    madeFrac.value = null
    if (problem === '') livedDays.value = run.summary.days
    return problem
  })
  return { scene, window, ahead, livedMs, madeFrac, failure, stop }
}

/** Runs it again from its own text; what went wrong, or nothing. */
async function makeRecord(bench: Workbench, api: RunApi, run: StoredRun, take: (progress: RunProgress) => void): Promise<string> {
  const city = await bench.city.again()
  const { problems } = await api.describeCity(city)
  const kept = city.kind === 'file' ? ({ kind: 'kept', hash: run.manifest.city } as const) : city
  const { own } = run.draft as Draft
  const outcome = await api.start({ scenario: run.scenario, city: kept, ...(own && { own }), isRecordOnly: true }, take)
  if (outcome.kind === 'failed') return `The run could not be made again: ${outcome.message}`
  if (outcome.kind === 'refused') return [...problems, ...outcome.problems].map(({ place, remedy }) => `${place}: ${remedy}`).join(' ')
  if (outcome.kind !== 'done') return 'The run was not made again to its end.'
  if (outcome.summary.hash === run.summary.hash) return ''
  return `Made again, this run gave other bits (${run.summary.hash} then, ${outcome.summary.hash} now): it may be of an older build.`
}

import type { ReadonlySignal, Signal } from '@preact/signals'
import type { Room } from '../room-ids.ts'
import type { MapWindow } from '../moments/index.ts'
import type { SheetId } from '../sheet-ids.ts'
import type { CityDrawing, Inspection, LateList, Pick, RunApi } from '../run-api.ts'
import type { ByHand } from './by-hand.ts'
import type { CityStore } from './city-store.ts'
import type { Clock } from './clock.ts'
import type { Experiments } from './experiment.ts'
import type { Findings } from './findings.ts'
import type { Follow } from './follow.ts'
import type { Futures } from './futures.ts'
import type { ModelList } from './model-list.ts'
import type { OwnStore } from './own-store.ts'
import type { Replications } from './replications.ts'
import type { RunList } from './run-list.ts'
import type { RunStore } from './run-store.ts'
import type { ScenarioStore } from './scenario-store.ts'
import type { SpanStore } from './span-store.ts'

/** A room that takes files in place of the page. */
export interface FileTaker {
  /** What can be dropped, for people: `Drop …`. */
  readonly words: string
  /** The command that chooses files. */
  readonly command: string
  /** Endings of the files, as a file dialog wants them. */
  readonly accept: string
  readonly take: (files: readonly File[]) => void
}

/** Everything that the page is a function of. */
export interface Workbench {
  readonly api: RunApi
  readonly inspect: (pick: Pick, timeMs: number) => Promise<Inspection | null>
  readonly late: (timeMs: number) => Promise<LateList | null>
  readonly room: Signal<Room>
  readonly clock: Clock
  readonly selection: Signal<Pick | null>
  readonly scenario: ScenarioStore
  readonly byHand: ByHand
  readonly ownData: OwnStore
  readonly runs: RunStore
  /** Every finished run, across reloads. */
  readonly runList: RunList
  /** Every learned model, across reloads. */
  readonly modelList: ModelList
  /** Who takes files that are dropped or chosen, while a room does; `null`: the page itself. */
  readonly fileTaker: Signal<FileTaker | null>
  /** A door for a run beside the page's own; the same one for the same key. */
  readonly aside: (key: string) => RunApi
  /** End of what was lived in the run that is looked at beside the page's own, ms; 0 when none is. */
  readonly asideLivedMs: Signal<number>
  /** Ids of the runs that are compared; empty where the page chooses. */
  readonly compared: Signal<{ readonly a: string; readonly b: string }>
  /** A run gone on from a morning with other luck. */
  readonly futures: Futures
  /** Both plans of a comparison, run again with other luck. */
  readonly replications: Replications
  /** A designed experiment: which factor matters, and by how much. */
  readonly experiments: Experiments
  /** A company of several cities, each a run of its own. */
  readonly span: SpanStore
  /** Takes a picture of the map on screen; `null` while there is none. */
  readonly takePicture: Signal<(() => HTMLCanvasElement) | null>
  /** Sheet that is open over the room; empty when none is. */
  readonly sheet: Signal<SheetId | ''>
  /** Time that the run under way still needs at its pace so far, ms; `null` where none is known. */
  readonly leftMs: ReadonlySignal<number | null>
  readonly city: CityStore
  readonly drawing: ReadonlySignal<CityDrawing | null>
  /** Records of the local day that the clock is in; while the next is awaited, the last. */
  readonly window: ReadonlySignal<MapWindow | null>
  /** Those of the day that comes next. */
  readonly ahead: ReadonlySignal<MapWindow | null>
  /** Whether the day on the clock is being lived again before it can be shown. */
  readonly isDayAwaited: ReadonlySignal<boolean>
  /** Place that is looked at from inside, in place of the map; `null` while the map is shown. */
  readonly inside: Signal<number | null>
  readonly findings: Findings
  /** What the map keeps in view. */
  readonly follow: Follow
}

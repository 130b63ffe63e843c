import type { ReadonlySignal, Signal } from '@preact/signals'
import type { Room } from '../room-ids.ts'
import type { MapWindow } from '../moments/index.ts'
import type { CityDrawing, Inspection, LateList, Pick, RunApi } from '../run-api.ts'
import type { ByHand } from './by-hand.ts'
import type { CityStore } from './city-store.ts'
import type { Clock } from './clock.ts'
import type { Findings } from './findings.ts'
import type { Follow } from './follow.ts'
import type { RunStore } from './run-store.ts'
import type { ScenarioStore } from './scenario-store.ts'

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
  readonly runs: RunStore
  readonly city: CityStore
  readonly drawing: ReadonlySignal<CityDrawing | null>
  /** Records of the local day that the clock is in; while the next is awaited, the last. */
  readonly window: ReadonlySignal<MapWindow | null>
  /** Those of the day that comes next. */
  readonly ahead: ReadonlySignal<MapWindow | null>
  /** Place that is looked at from inside, in place of the map; `null` while the map is shown. */
  readonly inside: Signal<number | null>
  readonly findings: Findings
  /** What the map keeps in view. */
  readonly follow: Follow
}

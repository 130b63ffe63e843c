import { useSignal, type Signal } from '@preact/signals'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import type { Problem } from '../data/columns/index.ts'
import { CityView } from './city-view.tsx'
import { KpiTable } from './kpi-table.tsx'
import { InsideRoom } from './inside-room.tsx'
import { FoundIncident, FoundWorstDay, JumpBar, RunCurve } from './manager.tsx'
import { KpiStrip, openFiles, pairKpis, ToolHint } from './plan/index.ts'
import { PlanPanel } from './plan-panel.tsx'
import { Inspector, Scrubber, Transport } from './replay/index.ts'
import { LoadedRoom } from './room-view.tsx'
import { rooms } from './rooms.ts'
import { announce, describeAbsence, describeFigures } from './run-panel.tsx'
import { LoadedSheet } from './sheet-view.tsx'
import { answerKey, KeyHelp, listCommands, Notices, Palette, Rail, TitleBar, type KeyHands, type Notice } from './shell/index.ts'
import { isActive, type Workbench } from './state/index.ts'

type Sheet = 'none' | 'palette' | 'help'

/** The page: rail, title bar, the form (Plan), the map with the key figures over it, the inspector, and the strip of time. */
export function App({ bench, notice }: { bench: Workbench; notice: Signal<Notice | null> }) {
  const sheet = useSignal<Sheet>('none')
  const isTableOpen = useSignal(false)
  const fileProblems = useSignal<readonly Problem[]>([])
  const picker = useRef<HTMLInputElement>(null)
  const take = (files: readonly File[]) => {
    const room = bench.fileTaker.peek()
    if (room !== null) room.take(files)
    else void openFiles(bench, files).then((problems) => (fileProblems.value = problems))
  }
  const chooseFiles = () => picker.current?.click()
  const openHelp = () => void (sheet.value = 'help')
  const openPalette = () => void (sheet.value = 'palette')
  const toggleFigures = () => void (isTableOpen.value = !isTableOpen.value)
  const close = () => void (sheet.value = 'none')

  useShellKeys(bench, { openPalette, openHelp })
  const isDropping = useFileDrop(take)
  const room = bench.room.value
  const isOnMap = rooms[room].load === undefined
  return (
    <div class={`shell ${isOnMap ? `in-${room}` : 'in-room'} ${hasInspector(bench) ? 'has-inspector' : ''}`}>
      <TitleBar bench={bench} onOpenPalette={openPalette} onOpenHelp={openHelp} />
      <Rail bench={bench} />
      {isOnMap ? (
        <MapRoom bench={bench} isTableOpen={isTableOpen.value} onToggleTable={toggleFigures} onChooseFiles={chooseFiles} />
      ) : (
        <LoadedRoom key={room} room={room} bench={bench} />
      )}
      <Notices bench={bench} notice={notice} fileProblems={fileProblems} />
      {isDropping.value && (
        <div class="drop-here">
          {bench.fileTaker.value?.words ?? 'Drop a city, its grid, a scenario, or your own customers and batteries'}
        </div>
      )}
      <input
        ref={picker}
        type="file"
        hidden
        multiple
        accept={bench.fileTaker.value?.accept ?? '.pbf,.csv,.tsv,.txt,.json'}
        aria-label="Files"
        onChange={(event) => {
          take([...(event.currentTarget.files ?? [])])
          event.currentTarget.value = ''
        }}
      />
      {sheet.value === 'palette' && <Palette commands={listCommands(bench, { openHelp, chooseFiles, toggleFigures })} onClose={close} />}
      {sheet.value === 'help' && <KeyHelp onClose={close} />}
      {bench.sheet.value !== '' && (
        <LoadedSheet key={bench.sheet.value} sheet={bench.sheet.value} bench={bench} onClose={() => (bench.sheet.value = '')} />
      )}
      <p class="unseen" role="status" aria-live="polite">
        {announce(bench.runs.state.value)}
      </p>
    </div>
  )
}

interface MapRoomProps {
  readonly bench: Workbench
  readonly isTableOpen: boolean
  readonly onToggleTable: () => void
  readonly onChooseFiles: () => void
}

/** Plan and Replay: the map in the middle, the strip of time below it. */
function MapRoom({ bench, isTableOpen, onToggleTable, onChooseFiles }: MapRoomProps) {
  return (
    <>
      {bench.room.value === 'plan' && <PlanPanel bench={bench} onChooseFiles={onChooseFiles} />}
      <Middle bench={bench} isTableOpen={isTableOpen} onToggleTable={onToggleTable} />
      {hasInspector(bench) && (
        <aside class="inspector-panel" aria-label="Inspector" tabIndex={0}>
          {bench.room.value === 'replay' && <FoundIncident bench={bench} />}
          <Inspector
            clock={bench.clock}
            scene={bench.runs.scene}
            selection={bench.selection}
            inspect={bench.inspect}
            late={bench.late}
            onOpen={(place) => (bench.inside.value = place)}
          />
        </aside>
      )}
      <TimeBar bench={bench} />
    </>
  )
}

function hasInspector({ room, selection }: Workbench): boolean {
  return room.value === 'replay' || (room.value === 'plan' && selection.value !== null)
}

/** The map, or all key figures in its place; the main figures above either. */
function Middle({ bench, isTableOpen, onToggleTable }: { bench: Workbench; isTableOpen: boolean; onToggleTable: () => void }) {
  const { state, role, base } = bench.runs
  const pairs = pairKpis(state.value, role.value, base.value)
  const isInside = bench.inside.value !== null
  const hasTable = isTableOpen && !isInside
  return (
    <main aria-busy={isActive(state.value)}>
      {!hasTable && <CityView bench={bench} />}
      {!hasTable && !isInside && <ToolHint bench={bench} />}
      {isInside && <InsideRoom bench={bench} place={bench.inside.value!} />}
      {!isInside && pairs.length === 0 && <p class="kpi-absence">{describeAbsence(state.value)}</p>}
      {!isInside && <KpiStrip bench={bench} isTableOpen={isTableOpen} onOpenTable={onToggleTable} />}
      {bench.room.value === 'replay' && !isInside && <FoundWorstDay bench={bench} />}
      {hasTable && (
        <KpiTable
          pairs={pairs}
          caption={describeFigures(state.value)}
          attribution={'summary' in state.value ? state.value.summary.city.attribution : ''}
        />
      )}
    </main>
  )
}

function TimeBar({ bench }: { bench: Workbench }) {
  const { clock, runs } = bench
  const inputs = { clock, scene: runs.scene, eventsPerHour: runs.eventsPerHour }
  const isReplay = bench.room.value === 'replay'
  return (
    <footer class="time-bar" aria-label="Time">
      <div class="time-head">
        <Transport {...inputs} />
        {isReplay && <JumpBar bench={bench} />}
        {bench.isDayAwaited.value && (
          <span class="dim" role="status">
            living this day again …
          </span>
        )}
      </div>
      {isReplay && <RunCurve bench={bench} />}
      <Scrubber {...inputs} />
    </footer>
  )
}

function useShellKeys(bench: Workbench, hands: KeyHands): void {
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!event.defaultPrevented && answerKey(event, bench, hands)) event.preventDefault()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [bench])
}

/** Takes files that are dropped anywhere on the page. */
function useFileDrop(take: (files: readonly File[]) => void): Signal<boolean> {
  const isDropping = useSignal(false)
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      isDropping.value = true
    }
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) isDropping.value = false
    }
    const drop = (event: DragEvent) => {
      event.preventDefault()
      isDropping.value = false
      take([...(event.dataTransfer?.files ?? [])])
    }
    document.addEventListener('dragover', over)
    document.addEventListener('dragleave', leave)
    document.addEventListener('drop', drop)
    return () => {
      document.removeEventListener('dragover', over)
      document.removeEventListener('dragleave', leave)
      document.removeEventListener('drop', drop)
    }
  }, [])
  return isDropping
}

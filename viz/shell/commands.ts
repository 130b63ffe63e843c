import { libraryNames } from '../../scenarios/index.ts'
import { PlaceKind } from '../../twin/index.ts'
import { mainGroups } from '../plan/index.ts'
import { roomIds } from '../room-ids.ts'
import { rooms } from '../rooms.ts'
import { sheetIds } from '../sheet-ids.ts'
import { sheets } from '../sheets.ts'
import { canFollow, incidentWords, isActive, type Workbench } from '../state/index.ts'
import { toggleTheme } from '../theme.ts'
import type { IncidentKind } from '../run-api.ts'
import { canFillScreen, toggleFullScreen } from './full-screen.ts'

/** Something that the palette can do. */
export interface Command {
  readonly title: string
  /** Key that does the same, as written in the help. */
  readonly keys?: string
  readonly act: () => void
}

/** What the shell itself can open and close. */
export interface ShellHands {
  readonly openHelp: () => void
  readonly chooseFiles: () => void
  readonly toggleFigures: () => void
}

/** Every command that has an effect now. */
export function listCommands(bench: Workbench, hands: ShellHands): readonly Command[] {
  return [
    ...listRunCommands(bench),
    ...listViewCommands(bench, hands),
    ...listJumps(bench),
    ...listPlaces(bench),
    ...listSettings(bench),
    ...listScenarios(bench),
  ]
}

function listRunCommands({ runs, scenario, city }: Workbench): readonly Command[] {
  const { overrides } = scenario.draft.value
  return [
    isActive(runs.state.value)
      ? { title: 'Cancel the run', act: runs.cancel }
      : { title: 'Run', keys: 'Ctrl Enter', act: () => void runs.start() },
    ...(scenario.canUndo.value ? [{ title: 'Undo', keys: 'Ctrl Z', act: scenario.undo }] : []),
    ...(scenario.canRedo.value ? [{ title: 'Redo', keys: 'Ctrl Shift Z', act: scenario.redo }] : []),
    ...(Object.keys(overrides).length > 0 ? [{ title: 'Reset all changes', act: scenario.resetAll }] : []),
    ...(city.isOwn.value ? [] : [{ title: 'Go back to the generated city', act: () => void city.generate() }]),
  ]
}

function listViewCommands({ room, clock, sheet, fileTaker }: Workbench, hands: ShellHands): readonly Command[] {
  return [
    ...roomIds.map((id, at) => ({ title: `Go to ${rooms[id].label}`, keys: `Alt ${at + 1}`, act: () => void (room.value = id) })),
    ...sheetIds.map((id) => ({ title: sheets[id].command, keys: `Alt ${sheets[id].key}`, act: () => void (sheet.value = id) })),
    { title: clock.isPlaying.value ? 'Pause' : 'Play', keys: 'Space', act: clock.toggle },
    { title: 'Show or hide all figures', act: hands.toggleFigures },
    { title: fileTaker.value?.command ?? 'Open a city, grid, scenario, or own customers and batteries', act: hands.chooseFiles },
    ...(canFillScreen() ? [{ title: 'Full screen, and back', keys: 'Alt Enter', act: toggleFullScreen }] : []),
    { title: 'Change the theme', act: toggleTheme },
    { title: 'Keys', keys: '?', act: hands.openHelp },
  ]
}

const jumpKeys: Readonly<Record<IncidentKind, string>> = { breach: 'N', stockOut: 'O', failedAttempt: 'A' }

/** To what went wrong, once something was lived; in the Replay room. */
function listJumps({ room, clock, selection, findings, follow }: Workbench): readonly Command[] {
  const inReplay = (act: () => void) => () => {
    room.value = 'replay'
    act()
  }
  const pick = selection.value
  const followed = follow.target.value
  if (clock.endMs.value <= 0) return []
  return [
    ...(Object.keys(incidentWords) as IncidentKind[]).flatMap((kind) => {
      const words = incidentWords[kind].replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase())
      return [
        { title: `Next ${words}`, keys: jumpKeys[kind], act: inReplay(() => void findings.jump(kind, 1)) },
        { title: `Previous ${words}`, keys: `Shift ${jumpKeys[kind]}`, act: inReplay(() => void findings.jump(kind, -1)) },
      ]
    }),
    { title: 'Worst day: find it and what was behind it', keys: 'W', act: inReplay(() => void findings.findWorst(1)) },
    ...(pick !== null && canFollow(pick) && followed === null
      ? [{ title: `Follow ${pick.kind} ${pick.id + 1} on the map`, keys: 'L', act: inReplay(() => follow.start(pick)) }]
      : []),
    ...(followed !== null ? [{ title: 'Stop following', keys: 'L', act: follow.stop }] : []),
  ]
}

/** Hubs, shops and boxes from inside. */
function listPlaces({ runs, room, inside }: Workbench): readonly Command[] {
  const { name = [], kind = [] } = runs.scene.value?.places ?? {}
  const open = (place: number) => () => {
    if (room.value !== 'plan') room.value = 'replay'
    inside.value = place
  }
  return [
    ...(inside.value === null ? [] : [{ title: 'Back to the map', keys: 'Escape', act: () => void (inside.value = null) }]),
    ...name.map((one, place) => ({ title: `Look inside: ${kind[place] === PlaceKind.hub ? `hub ${one}` : one}`, act: open(place) })),
  ]
}

function listSettings({ room, scenario }: Workbench): readonly Command[] {
  return mainGroups.flatMap(({ title, fields }) =>
    fields
      .filter(({ path }) => scenario.baseAt(path) !== undefined)
      .map(({ path, label }) => ({
        title: `Change: ${label} (${title})`,
        act: () => {
          room.value = 'plan'
          focusField(path)
        },
      })),
  )
}

function listScenarios({ scenario }: Workbench): readonly Command[] {
  return libraryNames.map((name) => ({ title: `Open scenario: ${name}`, act: () => void scenario.open({ kind: 'library', name }) }))
}

/** After the room has been drawn. */
function focusField(path: string): void {
  requestAnimationFrame(() => {
    const input = document.querySelector<HTMLElement>(`[data-path="${path}"] :is(input, select)`)
    input?.focus()
    input?.scrollIntoView({ block: 'center' })
  })
}

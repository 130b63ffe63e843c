import type { FunctionComponent } from 'preact'
import type { SheetId } from './sheet-ids.ts'
import type { Workbench } from './state/index.ts'

/** A sheet as a module. */
export type SheetView = FunctionComponent<{ readonly bench: Workbench; readonly onClose: () => void }>

interface SheetEntry {
  readonly label: string
  /** What the palette calls it. */
  readonly command: string
  /** Key that opens it from everywhere, with Alt. */
  readonly key: string
  readonly load: () => Promise<{ readonly Sheet: SheetView }>
}

/** What is behind each sheet. A new one: its id in `sheet-ids.ts`, its entry here, its folder with `Sheet`. */
export const sheets: Readonly<Record<SheetId, SheetEntry>> = {
  runs: { label: 'Runs', command: 'Open the list of runs', key: 'R', load: () => import('./runs/index.ts') },
  span: {
    label: 'Cities',
    command: 'Run a company of several cities, up to a million batteries',
    key: 'C',
    load: () => import('./span/index.ts'),
  },
  experiment: {
    label: 'Experiment',
    command: 'Experiment: which factor matters, and by how much',
    key: 'X',
    load: () => import('./experiment/index.ts'),
  },
  futures: {
    label: 'Futures',
    command: 'Look ahead: futures from the clock’s morning with other luck',
    key: 'U',
    load: () => import('./futures/index.ts'),
  },
  assumptions: {
    label: 'Assumptions',
    command: 'Open the assumptions: every value, its source, what is simulated',
    key: 'A',
    load: () => import('./assumptions/index.ts'),
  },
  export: { label: 'Export', command: 'Export figures, facts, map picture or log', key: 'E', load: () => import('./export/index.ts') },
}

import { calendarOf, formatMoment } from '../replay/index.ts'
import type { Workbench } from '../state/index.ts'
import type { StoredRun } from '../vault/index.ts'
import type { PictureWords } from './map-picture.ts'

/** The run on screen, when it has ended and is kept. */
export function runOnScreen({ runs, runList }: Workbench): StoredRun | null {
  const state = runs.state.value
  if (state.kind !== 'done') return null
  return runList.runs.value.find(({ summary }) => summary.hash === state.summary.hash) ?? null
}

/** What the picture of the map says beside it. */
export function pictureWords({ runs, clock, drawing, room }: Workbench, run: StoredRun): PictureWords {
  const scene = runs.scene.value
  const city = drawing.value
  return {
    title: `${run.name}, seed ${run.summary.seed}`,
    city: city === null ? run.summary.city.name : city.isGenerated ? `${city.name}: a city that exists nowhere` : city.name,
    time: scene === null ? '' : formatMoment(calendarOf(scene), clock.timeMs.value),
    attribution: city?.attribution ?? run.summary.city.attribution,
    marks: room.value === 'compare' ? 'Circles: filled = more in run B, open = less in run B, area by size' : '',
  }
}

import { calendarOf, formatMoment } from '../replay/index.ts'
import type { Workbench } from '../state/index.ts'
import type { StoredRun } from '../vault/index.ts'
import type { PictureWords } from './map-picture.ts'

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

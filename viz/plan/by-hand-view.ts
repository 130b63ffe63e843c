import type { RunScene } from '../run-api.ts'
import { placeKinds, type HandSite, type PlaceWord, type Workbench } from '../state/index.ts'

type ByHand = Workbench['byHand']

/** What is set by hand, for the map; `null` where there is nothing to draw. */
export function drawByHand({ tool, sites, areas }: ByHand) {
  const corners = tool.value?.kind === 'area' ? tool.value.corners : []
  const placed = sites.value.flatMap(({ at }) => (at === null ? [] : [at]))
  if (corners.length + placed.length + areas.value.length === 0) return null
  return { areas: areas.value.map((area) => area.corners), corners, sites: placed }
}

/** Kind and name of a place of the scene. */
export function placeOf(scene: RunScene | null, id: number): { readonly place: PlaceWord; readonly name: string } | null {
  const [name, kind] = [scene?.places.name[id], scene?.places.kind[id]]
  return name === undefined || kind === undefined ? null : { place: placeKinds[kind], name }
}

/** A place that was dragged stands where it was let go. */
export function movePlace({ byHand, runs }: Workbench, id: number, at: readonly [lonDeg: number, latDeg: number]): void {
  const found = placeOf(runs.scene.peek(), id)
  if (found !== null) byHand.move(found.place, found.name, at)
}

/** Names of the hubs that are there. */
export function hubNames(scene: RunScene | null): readonly string[] {
  return scene === null ? [] : scene.places.name.filter((_, row) => scene.places.kind[row] === 0)
}

/** `box 12 moved`, `box A added`, `shop 2 removed`. */
export function describeSite({ name, at, isRuled }: HandSite): string {
  if (at === null) return `${name} removed`
  return `${name} ${isRuled ? 'moved' : 'added'}`
}

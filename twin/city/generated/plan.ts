import { cos, sin } from '../../../sim/math/index.ts'
import { inventNames } from './names.ts'
import { sampleNoise } from './noise.ts'
import { type River, bankDistanceM, createRiver, moveToBank, riverTangent, shoreDistanceM } from './river.ts'

/** How a district's streets lie. */
export type Style = 'old' | 'ring' | 'grid' | 'suburb' | 'village' | 'industry'

/** A quarter of the city: its seed point, its streets' style and main direction (unit vector). */
export interface District {
  readonly name: string
  readonly x: number
  readonly y: number
  readonly style: Style
  readonly axisX: number
  readonly axisY: number
  /** Bank of the river: +1 left, −1 right. */
  readonly side: number
}

/** A park: an ellipse without streets of its own, with its half axes in metres. */
export interface Park {
  readonly name: string
  readonly x: number
  readonly y: number
  readonly axisX: number
  readonly axisY: number
  readonly halfLongM: number
  readonly halfWideM: number
}

/** What is decided before the first street is drawn. */
export interface CityPlan {
  readonly seed: number
  readonly river: River
  readonly districts: readonly District[]
  readonly parks: readonly Park[]
  /** Side of the river on which the old town lies. */
  readonly homeSide: number
}

const twoPi = 6.283185307179586

/** Radius of the old town's boulevard, the inner ring and the outer ring, metres. */
export const ringRadiiM = [640, 2050, 3500, 5200] as const

/** Lattice displacement that makes district borders wander: metres at the point. */
export function warpM(plan: CityPlan, x: number, y: number): readonly [number, number] {
  return [170 * sampleNoise(x, y, 800, plan.seed + 11), 170 * sampleNoise(x, y, 800, plan.seed + 12)]
}

function styleAt(ring: number, index: number, pick: number): Style {
  if (ring === 0) return 'old'
  if (ring === 1) return 'ring'
  if (ring === 2) return pick < 0.5 ? 'grid' : pick < 0.7 ? 'ring' : 'suburb'
  return index % 3 === 0 ? 'village' : pick < 0.25 ? 'grid' : 'suburb'
}

function placeDistricts(river: River, draw: () => number): District[] {
  const districts: District[] = []
  const perRing = [1, 7, 9, 12]
  const radius = [0, 1400, 3150, 4950]
  const names = inventNames(perRing[1] + perRing[2] + perRing[3], draw)
  for (let ring = 0; ring < perRing.length; ring++) {
    const turn = draw()
    for (let index = 0; index < perRing[ring]; index++) {
      const angle = (twoPi * (index + turn + 0.5 * (draw() - 0.5))) / perRing[ring]
      const r = radius[ring] * (0.9 + 0.2 * draw())
      const far = r * cos(angle)
      const side = bankDistanceM(river, far, r * sin(angle)) > 0 ? 1 : -1
      const [x, y] = ring === 0 ? [0, 0] : moveToBank(river, far, r * sin(angle), side, 250)
      const axis = twoPi * draw()
      const name = ring === 0 ? 'Altstadt' : names[districts.length - 1]
      districts.push({ name, x, y, style: styleAt(ring, index, draw()), axisX: cos(axis), axisY: sin(axis), side })
    }
  }
  return makeHarbour(river, districts)
}

/** The two outer districts that lie farthest downstream by the river become harbour and industry, in line with the river. */
function makeHarbour(river: River, districts: readonly District[]): District[] {
  const score = (d: District): number => d.x * river.dirX + d.y * river.dirY - 1.2 * Math.abs(bankDistanceM(river, d.x, d.y))
  const middle = districts.slice(8).toSorted((a, b) => score(b) - score(a))
  return districts.map((district) => {
    const rank = middle.indexOf(district)
    if (rank !== 0 && rank !== 1) return district
    const [axisX, axisY] = riverTangent(river, district.x, district.y)
    return { ...district, style: 'industry', axisX, axisY, name: rank === 0 ? 'Unterhafen' : 'Werftviertel' }
  })
}

const parkNames = ['Stadtpark', 'Bürgerwald', 'Mühlwiesen', 'Südheide', 'Lerchenpark', 'Hügelgarten', 'Eichenwald'] as const

function placeParks(river: River, draw: () => number): Park[] {
  return parkNames.map((name, index) => {
    const angle = twoPi * ((index + 0.7 * draw()) / parkNames.length)
    const r = index === 0 ? 1250 : 2300 + 2900 * draw()
    const [x, y] = moveToBank(river, r * cos(angle), r * sin(angle), bankDistanceM(river, r * cos(angle), r * sin(angle)) > 0 ? 1 : -1, 200)
    const axis = twoPi * draw()
    const size = 170 + 0.055 * r + 190 * draw()
    return { name, x, y, axisX: cos(axis), axisY: sin(axis), halfLongM: size * 1.35, halfWideM: size * (0.5 + 0.3 * draw()) }
  })
}

/** Decides river, districts and parks; `draw` gives uniforms in (0, 1). */
export function createPlan(seed: number, draw: () => number): CityPlan {
  const phases = [draw(), draw(), draw(), draw()]
  const river = createRiver(draw() < 0.5 ? -430 : 430, twoPi * draw(), phases, seed)
  const districts = placeDistricts(river, draw)
  return { seed, river, districts, parks: placeParks(river, draw), homeSide: bankDistanceM(river, 0, 0) > 0 ? 1 : -1 }
}

/** The district of a point: the nearest seed on the same bank, with wandering borders. */
export function findDistrict(plan: CityPlan, x: number, y: number): District {
  const [wx, wy] = warpM(plan, x, y)
  const side = bankDistanceM(plan.river, x, y) > 0 ? 1 : -1
  let best = plan.districts[0]
  let bestSquare = Number.POSITIVE_INFINITY
  for (const district of plan.districts) {
    const dx = district.x - x + wx
    const dy = district.y - y + wy
    const square = dx * dx + dy * dy
    if (district.side === side && square < bestSquare) {
      best = district
      bestSquare = square
    }
  }
  return best
}

/** How deep a point lies in a park: below 1 inside; its edge is slightly uneven. */
function parkDepth(plan: CityPlan, x: number, y: number): number {
  let least = Number.POSITIVE_INFINITY
  for (const park of plan.parks) {
    const dx = x - park.x
    const dy = y - park.y
    const along = (dx * park.axisX + dy * park.axisY) / park.halfLongM
    const across = (dy * park.axisX - dx * park.axisY) / park.halfWideM
    const depth = Math.sqrt(along * along + across * across)
    if (depth < least) least = depth
  }
  return least + 0.12 * sampleNoise(x, y, 200, plan.seed + 21)
}

/** Whether a street may lie here: off the water by `shoreM`, and outside the parks. */
export function isBuildable(plan: CityPlan, x: number, y: number, shoreM: number): boolean {
  return shoreDistanceM(plan.river, x, y) > shoreM && parkDepth(plan, x, y) > 1
}

/** How urban a point is, about 1 in the centre and 0 at the edge of the city: decides where streets grow first. */
export function urbanity(plan: CityPlan, x: number, y: number): number {
  const r = Math.sqrt(x * x + y * y)
  let value = 1 - r / 6600 + 0.26 * sampleNoise(x, y, 1600, plan.seed + 31)
  for (const district of plan.districts) {
    if (district.style !== 'village') continue
    const square = (x - district.x) * (x - district.x) + (y - district.y) * (y - district.y)
    value += 0.22 / (1 + square / (520 * 520))
  }
  const isHarbour = findDistrict(plan, x, y).style === 'industry'
  if (isHarbour) return value + 0.15
  const flood = r > 3800 ? Math.max(0, 1 - shoreDistanceM(plan.river, x, y) / 330) : 0
  return value - 0.8 * flood
}

/** Inhabitants per square kilometre, rough: falls from the centre, rises at sub-centres, little in industry and none in parks. */
export function inhabitantsPerKm2(plan: CityPlan, x: number, y: number): number {
  const square = x * x + y * y
  let value = 12_500 / (1 + square / (2300 * 2300)) + 700
  const district = findDistrict(plan, x, y)
  if (district.style === 'old') value *= 0.7
  if (district.style === 'industry') value *= 0.07
  if (district.style === 'village') {
    const near = (x - district.x) * (x - district.x) + (y - district.y) * (y - district.y)
    value += 5200 / (1 + near / (450 * 450))
  }
  return value * (1 + 0.35 * sampleNoise(x, y, 650, plan.seed + 41))
}

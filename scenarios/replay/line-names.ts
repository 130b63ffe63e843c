import { cos } from '../../sim/math/index.ts'
import { joinWays } from '../../twin/index.ts'
import type { Outline, Street } from '../../twin/index.ts'
import type { LineNameColumns } from './draw.ts'

const metresPerDegree = 111_195.08
/** A stretch ends where a piece turns further from its chord than this: cosine of 16°. */
const straightCosine = 0.961
/** Shorter stretches carry no name at any zoom. */
const leastM = 60
/** A longer stretch is also offered in parts, for near views that see only one of them. */
const partM = 700
const waterClass = 255

interface Stretch {
  readonly name: string
  readonly roadClass: number
  readonly x: number
  readonly y: number
  readonly dx: number
  readonly dy: number
  readonly lengthM: number
}

/** Where names of streets and rivers can stand: the straight stretches of their lines, joined where pieces of one name meet. */
export function drawLineNames(
  streets: readonly Street[],
  waterLines: readonly Outline[],
  origin: readonly [number, number],
): LineNameColumns {
  const [lon, lat] = origin
  const eastM = metresPerDegree * cos((lat * 3.141592653589793) / 180)
  const toMetres = (line: ArrayLike<number>): number[] =>
    Array.from(line, (value, k) => (k % 2 === 0 ? (value - lon) * eastM : (value - lat) * metresPerDegree))
  const water = waterLines.filter(({ name }) => name !== '').map((line) => ({ ...line, roadClass: waterClass }))
  const stretches = [...joinByName([...streets, ...water])]
    .flatMap(({ name, roadClass, line }) => cutStraight(toMetres(line)).map((stretch) => ({ ...stretch, name, roadClass })))
    .flatMap(divide)
    .toSorted((a, b) => rankOf(a.roadClass) - rankOf(b.roadClass) || b.lengthM - a.lengthM)
  const names = [...new Set(stretches.map(({ name }) => name))]
  const numberOf = new Map(names.map((name, i) => [name, i]))
  return {
    count: stretches.length,
    names,
    name: Uint32Array.from(stretches, ({ name }) => numberOf.get(name)!),
    roadClass: Uint8Array.from(stretches, ({ roadClass }) => roadClass),
    lonLat: Float32Array.from(stretches.flatMap(({ x, y }) => [x / eastM, y / metresPerDegree])),
    direction: Float32Array.from(stretches.flatMap(({ dx, dy }) => (dx < 0 ? [-dx, -dy] : [dx, dy]))),
    lengthM: Float32Array.from(stretches, ({ lengthM }) => lengthM),
  }
}

/** Water first: there is little of it, and people find their way by it. */
const rankOf = (roadClass: number): number => (roadClass === waterClass ? -1 : roadClass)

interface NamedLine {
  readonly name: string
  readonly roadClass: number
  readonly line: number[]
}

/** Lines of one name that meet end to end become one, of the most important class among them. */
function joinByName(lines: readonly Street[]): NamedLine[] {
  const byName = new Map<string, Street[]>()
  for (const line of lines) {
    const key = `${line.roadClass === waterClass ? '~' : ''}${line.name}`
    const own = byName.get(key)
    if (own) own.push(line)
    else byName.set(key, [line])
  }
  return [...byName.values()].flatMap((own) => {
    const roadClass = own.reduce((least, line) => Math.min(least, line.roadClass), waterClass)
    return joinLines(own).map((line) => ({ name: own[0].name, roadClass, line }))
  })
}

/** Points are numbered, since lines meet in exactly the same point. */
function joinLines(lines: readonly Street[]): number[][] {
  if (lines.length === 1) return [Array.from(lines[0].lonLatDeg)]
  const points: number[] = []
  const numbers = new Map<string, number>()
  const numberOf = (lon: number, lat: number): number => {
    const key = `${lon} ${lat}`
    const known = numbers.get(key)
    if (known !== undefined) return known
    points.push(lon, lat)
    numbers.set(key, numbers.size)
    return numbers.size - 1
  }
  const ways = lines.map(({ lonLatDeg }) =>
    Float64Array.from({ length: lonLatDeg.length / 2 }, (_, i) => numberOf(lonLatDeg[2 * i], lonLatDeg[2 * i + 1])),
  )
  const { closed, open } = joinWays(ways, false)
  return [...closed, ...open].map((way) => Array.from(way).flatMap((number) => [points[2 * number], points[2 * number + 1]]))
}

/** Straight stretches of a line in metres, in order. */
function cutStraight(line: readonly number[]): Omit<Stretch, 'name' | 'roadClass'>[] {
  const stretches: Omit<Stretch, 'name' | 'roadClass'>[] = []
  for (let from = 0; from + 3 < line.length;) {
    let to = from + 2
    while (to + 3 < line.length && isStraightOn(line, from, to)) to += 2
    const [dx, dy] = [line[to] - line[from], line[to + 1] - line[from + 1]]
    const lengthM = Math.sqrt(dx * dx + dy * dy)
    if (lengthM >= leastM)
      stretches.push({ x: line[from] + dx / 2, y: line[from + 1] + dy / 2, dx: dx / lengthM, dy: dy / lengthM, lengthM })
    from = to
  }
  return stretches
}

/** Whether the piece after `to` goes on in the direction of the chord so far. */
function isStraightOn(line: readonly number[], from: number, to: number): boolean {
  const [cx, cy] = [line[to] - line[from], line[to + 1] - line[from + 1]]
  const [px, py] = [line[to + 2] - line[to], line[to + 3] - line[to + 1]]
  return cx * px + cy * py >= straightCosine * Math.sqrt((cx * cx + cy * cy) * (px * px + py * py))
}

/** A long stretch whole, and its parts. */
function divide(stretch: Stretch): Stretch[] {
  const parts = Math.floor(stretch.lengthM / partM)
  if (parts < 2) return [stretch]
  const lengthM = stretch.lengthM / parts
  return [
    stretch,
    ...Array.from({ length: parts }, (_, i) => {
      const along = (i + 0.5 - parts / 2) * lengthM
      return { ...stretch, x: stretch.x + along * stretch.dx, y: stretch.y + along * stretch.dy, lengthM }
    }),
  ]
}

import { describe, expect, test } from 'vitest'
import { generateCity } from '../../twin/city/index.ts'
import { drawAreaNames } from './area-names.ts'
import { drawLineNames } from './line-names.ts'

const metre = 1 / 111_195.08
const line = (...metres: number[]) => Float64Array.from(metres, (value) => value * metre)
const street = (name: string, roadClass: number, lonLatDeg: Float64Array) => ({ name, roadClass, lonLatDeg })
const read = (streets: Parameters<typeof drawLineNames>[0]) => {
  const { names, name, roadClass, lonLat, direction, lengthM } = drawLineNames(streets, [], [0, 0])
  return Array.from(name, (row, i) => ({
    name: names[row],
    roadClass: roadClass[i],
    at: [...lonLat.subarray(2 * i, 2 * i + 2)].map((value) => Math.round(value / metre)),
    direction: [...direction.subarray(2 * i, 2 * i + 2)].map((value) => Math.round(value * 100) / 100),
    lengthM: Math.round(lengthM[i]),
  }))
}

describe('names of streets', () => {
  test('pieces of one name that meet are one stretch, whatever their order and direction', () => {
    const pieces = [street('A', 11, line(200, 0, 100, 0)), street('B', 4, line(0, 50, 90, 50)), street('A', 11, line(0, 0, 100, 0))]
    expect(read(pieces)).toEqual([
      { name: 'B', roadClass: 4, at: [45, 50], direction: [1, 0], lengthM: 90 },
      { name: 'A', roadClass: 11, at: [100, 0], direction: [1, 0], lengthM: 200 },
    ])
  })

  test('a bend ends a stretch; one that runs west is turned round; too short ones carry no name', () => {
    expect(read([street('A', 4, line(100, 0, 0, 0, 0, -300, 20, -300))])).toEqual([
      { name: 'A', roadClass: 4, at: [0, -150], direction: [0, -1], lengthM: 300 },
      { name: 'A', roadClass: 4, at: [50, 0], direction: [1, -0], lengthM: 100 },
    ])
  })

  test('a long stretch is offered in parts too', () => {
    expect(read([street('A', 4, line(0, 0, 2100, 0))]).map(({ at, lengthM }) => [at[0], lengthM])).toEqual([
      [1050, 2100],
      [350, 700],
      [1050, 700],
      [1750, 700],
    ])
  })
})

test('a lake is named in the widest stretch of its middle', () => {
  // An L: its middle parallel cuts only the upright.
  const lake = { name: 'See', lonLatDeg: line(0, 0, 1000, 0, 1000, 200, 300, 200, 300, 1000, 0, 1000, 0, 0) }
  const [{ name, lonLat, widthM }] = drawAreaNames([lake], [], [0, 0])
  expect([name, Math.round(lonLat[0] / metre), Math.round(lonLat[1] / metre), Math.round(widthM)]).toEqual(['See', 150, 500, 300])
})

test('streets of a generated city have names of their own from the seed, and names move no street', () => {
  const [one, same, other] = [generateCity({ seed: 3 }), generateCity({ seed: 3 }), generateCity({ seed: 4 })]
  const namesOf = (city: typeof one) => [...new Set(city.streets!.map(({ name }) => name))]
  expect(namesOf(one)).toEqual(namesOf(same))
  expect(namesOf(one)).not.toEqual(namesOf(other))
  expect(namesOf(one).length).toBeGreaterThan(300)
  // Locked before streets had names.
  expect(generateCity().hash).toBe('f61d27a08bc77a40')
})

import { describe, expect, it } from 'vitest'
import { Direction, parseMaxSpeed, profileRoad } from './profile.ts'

const profile = (tags: Record<string, string>) => profileRoad(new Map(Object.entries(tags)))

describe('profileRoad', () => {
  it('takes only roads of the table', () => {
    expect(profile({ highway: 'motorway' })).toEqual({ roadClass: 0, speedKmh: 90, direction: Direction.forward })
    expect(profile({ highway: 'service' })).toEqual({ roadClass: 13, speedKmh: 15, direction: Direction.both })
    for (const highway of ['footway', 'cycleway', 'track', 'road', 'proposed', '']) expect(profile({ highway })).toBeNull()
    expect(profile({ waterway: 'river' })).toBeNull()
    expect(profile({ highway: 'service', area: 'yes' })).toBeNull()
    expect(profile({ highway: 'service', area: 'no' })).not.toBeNull()
  })

  it('lets the first access key decide', () => {
    expect(profile({ highway: 'residential', access: 'private' })).toBeNull()
    expect(profile({ highway: 'residential', access: 'no', motorcar: 'yes' })).not.toBeNull()
    expect(profile({ highway: 'residential', access: 'yes', vehicle: 'no' })).toBeNull()
    expect(profile({ highway: 'residential', motor_vehicle: 'destination', vehicle: 'no' })).not.toBeNull()
    expect(profile({ highway: 'residential', access: 'customers' })).not.toBeNull()
  })

  it('reads directions', () => {
    const direction = (tags: Record<string, string>) => profile({ highway: 'primary', ...tags })!.direction
    expect(['yes', 'true', '1'].map((oneway) => direction({ oneway }))).toEqual([1, 1, 1])
    expect(['-1', 'reverse'].map((oneway) => direction({ oneway }))).toEqual([-1, -1])
    expect(['no', 'false', '0'].map((oneway) => direction({ oneway, junction: 'roundabout' }))).toEqual([0, 0, 0])
    expect(direction({ junction: 'circular' })).toBe(1)
    expect(direction({ oneway: 'alternating', junction: 'roundabout' })).toBe(1)
    expect(direction({ oneway: 'reversible' })).toBe(0)
    expect(direction({ highway: 'motorway_link', oneway: 'no' })).toBe(0)
  })
})

describe('parseMaxSpeed', () => {
  it.each([
    ['50', 50],
    [' 50 ', 50],
    ['50 km/h', 50],
    ['50kmh', 50],
    ['50 kph', 50],
    ['30 mph', 30 * 1.609344],
    ['30.5mph', 30.5 * 1.609344],
    ['0', 5],
    ['999', 130],
  ])('reads %s', (text, speedKmh) => expect(parseMaxSpeed(text)).toBe(speedKmh))

  it.each(['none', 'signals', 'RO:urban', '50;30', '50  km/h', '50 knots', '.5', '-30', '', '5e1', '50\n30'])('ignores %s', (text) =>
    expect(parseMaxSpeed(text)).toBeNull(),
  )
  it('ignores a missing tag', () => expect(parseMaxSpeed(undefined)).toBeNull())
})

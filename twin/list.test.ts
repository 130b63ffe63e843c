import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BatteryStatus, PlaceKind } from './kinds.ts'
import { customerList, freshList, moveTo, partnerBackList, partnerOutList, removeFromFleet, stockList, unlink, usedList } from './list.ts'
import { stockListCount } from './schema.ts'
import type { World } from './world.ts'
import { createFixtureWorld } from './world-fixture.ts'

const { w } = createFixtureWorld()
const batteries = 6
const lists = 4

/** Empties the world's lists of the first batteries and lists, so that arrays can be compared with them. */
function clear(world: World): void {
  for (let b = 0; b < world.t.clock.batteryRows[0]; b++) unlink(world, b)
}

function read(world: World, list: number): number[] {
  const found: number[] = []
  for (let b = world.t.list.head[list]; b >= 0; b = world.t.battery.next[b]) found.push(b)
  return found
}

function readBack(world: World, list: number): number[] {
  const found: number[] = []
  for (let b = world.t.list.tail[list]; b >= 0; b = world.t.battery.prev[b]) found.unshift(b)
  return found
}

describe('lists of batteries', () => {
  it('are what arrays would be, forwards, backwards and counted, whatever is moved or taken out', () => {
    const move = fc.tuple(fc.nat(batteries - 1), fc.nat(lists - 1))
    const take = fc.tuple(fc.nat(batteries - 1), fc.constant(-1))
    fc.assert(
      fc.property(fc.array(fc.oneof(move, move, take), { maxLength: 60 }), (steps) => {
        clear(w)
        const arrays: number[][] = Array.from({ length: lists }, () => [])
        for (const [battery, list] of steps) {
          for (const array of arrays) if (array.includes(battery)) array.splice(array.indexOf(battery), 1)
          if (list < 0) unlink(w, battery)
          else {
            arrays[list].push(battery)
            moveTo(w, battery, list, PlaceKind.hub, 0, BatteryStatus.ready)
          }
        }
        arrays.forEach((array, list) => {
          expect(read(w, list)).toEqual(array)
          expect(readBack(w, list)).toEqual(array)
          expect(w.t.list.count[list]).toBe(array.length)
        })
      }),
    )
  })

  it('take a battery out twice without harm', () => {
    clear(w)
    moveTo(w, 0, 1, PlaceKind.shop, 1, BatteryStatus.charging)
    moveTo(w, 1, 1, PlaceKind.shop, 1, BatteryStatus.charging)
    unlink(w, 0)
    unlink(w, 0)
    expect(read(w, 1)).toEqual([1])
    expect(w.t.list.count[1]).toBe(1)
  })

  it('say where a battery is and what it does', () => {
    clear(w)
    moveTo(w, 2, 3, PlaceKind.box, 2, BatteryStatus.queued)
    const { list, placeKind, place, status } = w.t.battery
    expect([list[2], placeKind[2], place[2], status[2]]).toEqual([3, PlaceKind.box, 2, BatteryStatus.queued])
    removeFromFleet(w, 2, BatteryStatus.gone)
    expect([list[2], placeKind[2], place[2], status[2]]).toEqual([-1, PlaceKind.gone, -1, BatteryStatus.gone])
    expect(read(w, 3)).toEqual([])
  })

  it('have numbers of their own, as many as the table has rows', () => {
    const { places, customers, couriers, spec } = w.layout
    const all: number[] = []
    for (let p = 0; p < places.count; p++)
      for (let product = 0; product < spec.products.length; product++)
        for (let state = 0; state < stockListCount; state++) all.push(stockList(w, p, product, state))
    for (let c = 0; c < customers.count; c++) all.push(customerList(w, c))
    for (let c = 0; c < couriers.count; c++) all.push(freshList(w, c), usedList(w, c))
    for (let h = 0; h < places.hubs; h++) all.push(partnerOutList(w, h), partnerBackList(w, h))
    expect(all).toEqual(Array.from({ length: w.t.list.head.length }, (_, i) => i))
  })
})

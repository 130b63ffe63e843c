import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createArena, growArena } from '../arena/index.ts'
import {
  awayServers,
  bringBack,
  bringToStore,
  busyServers,
  countFreeRows,
  countLine,
  enterService,
  findVictim,
  firstOf,
  forgetServed,
  giveRow,
  idleServers,
  leaveService,
  linesSchema,
  nextOf,
  pushBack,
  pushFront,
  rememberServed,
  removeFromLine,
  rowsSchema,
  sendAway,
  serversSchema,
  StoreAnswer,
  storeSchema,
  takeFirst,
  takeFromStore,
  takeLast,
  takeRow,
  takeWaiting,
  type Lines,
} from './index.ts'

const listLine = (lines: Lines, at: number): number[] => {
  const rows: number[] = []
  for (let row = firstOf(lines, at); row !== 0; row = nextOf(lines, row)) rows.push(row)
  return rows
}

describe('lines', () => {
  /** A step: which line, which row, what. */
  const step = fc.tuple(
    fc.integer({ min: 0, max: 2 }),
    fc.integer({ min: 1, max: 12 }),
    fc.constantFrom('back', 'front', 'first', 'last', 'out'),
  )

  test('are arrays with push, unshift, shift, pop and splice', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const lines = createArena(linesSchema(12, 3)).tables
        const naive: number[][] = [[], [], []]
        for (const [at, row, what] of steps) {
          const home = naive.findIndex((line) => line.includes(row))
          if (what === 'first') expect(takeFirst(lines, at)).toBe(naive[at].shift() ?? 0)
          else if (what === 'last') expect(takeLast(lines, at)).toBe(naive[at].pop() ?? 0)
          else if (what === 'out' && home >= 0) {
            removeFromLine(lines, home, row)
            naive[home].splice(naive[home].indexOf(row), 1)
          } else if (what === 'back' && home < 0) naive[at].push((pushBack(lines, at, row), row))
          else if (what === 'front' && home < 0) naive[at].unshift((pushFront(lines, at, row), row))
        }
        for (const [at, line] of naive.entries()) {
          expect(listLine(lines, at)).toEqual(line)
          expect(countLine(lines, at)).toBe(line.length)
        }
      }),
    )
  })
})

describe('rows', () => {
  test('lend each row once until it comes back, and go on after growth', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -3, max: 5 }), { maxLength: 60 }), (steps) => {
        let arena = createArena(rowsSchema(4))
        const lent: number[] = []
        for (const choice of steps) {
          if (choice < 0 && lent.length > 0) giveRow(arena.tables, lent.splice(lent.length >> 1, 1)[0])
          if (choice < 0) continue
          const capacity = arena.tables.rowLink.free.length - 1
          if (countFreeRows(arena.tables) === 0) arena = growArena(arena, { rowLink: 2 * capacity + 1 })
          const row = takeRow(arena.tables)
          expect(row).toBeGreaterThan(0)
          expect(lent).not.toContain(row)
          lent.push(row)
          expect(countFreeRows(arena.tables)).toBe(arena.tables.rowLink.free.length - 1 - lent.length)
        }
      }),
    )
  })

  test('more than there are is a programmer error', () => {
    const { tables } = createArena(rowsSchema(1))
    takeRow(tables)
    expect(() => takeRow(tables)).toThrow('rows-full')
  })
})

describe('servers', () => {
  interface Customer {
    readonly row: number
    readonly at: number
  }

  /** Who comes (class 0..2), or how many-th of those in service ends. */
  const step = fc.oneof(
    fc.record({ comes: fc.integer({ min: 0, max: 2 }), ends: fc.constant(-1) }),
    fc.record({ comes: fc.constant(-1), ends: fc.integer({ min: 0, max: 3 }) }),
  )

  test('pre-empt and choose as a sorted array would', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 100 }), fc.integer({ min: 1, max: 3 }), fc.boolean(), (steps, count, preempts) => {
        const servers = createArena(serversSchema(101, 3)).tables
        for (let i = 0; i < count; i++) bringBack(servers)
        const served: Customer[] = []
        let waiting: Customer[] = []
        let row = 0
        const begin = (customer: Customer) => {
          enterService(servers)
          rememberServed(servers, customer.at, customer.row)
          served.push(customer)
        }
        for (const { comes, ends } of steps) {
          if (comes >= 0) {
            const customer = { row: ++row, at: comes }
            const victim = preempts && idleServers(servers) === 0 ? findVictim(servers, comes) : 0
            const naive = served.toSorted((a, b) => b.at - a.at || served.indexOf(b) - served.indexOf(a))[0]
            if (preempts && served.length === count) expect(victim).toBe(naive.at > comes ? naive.row : 0)
            if (victim !== 0) {
              leaveService(servers)
              forgetServed(servers, naive.at, victim)
              pushFront(servers, naive.at, victim)
              served.splice(served.indexOf(naive), 1)
              waiting.unshift(naive)
            }
            if (idleServers(servers) > 0) begin(customer)
            else {
              pushBack(servers, comes, customer.row)
              waiting.push(customer)
            }
          } else if (ends < served.length) {
            const [gone] = served.splice(ends, 1)
            leaveService(servers)
            forgetServed(servers, gone.at, gone.row)
            const next = waiting.toSorted((a, b) => a.at - b.at)[0] as Customer | undefined
            expect(takeWaiting(servers, false)).toBe(next?.row ?? 0)
            waiting = waiting.filter((customer) => customer !== next)
            if (next) begin(next)
          }
          expect(busyServers(servers)).toBe(served.length)
          expect(idleServers(servers)).toBe(count - served.length)
        }
      }),
    )
  })

  test('the last of a class comes first where that is asked, and those away are neither idle nor busy', () => {
    const servers = createArena(serversSchema(4, 2)).tables
    for (const row of [1, 2]) pushBack(servers, 1, row)
    expect(takeWaiting(servers, true)).toBe(2)
    bringBack(servers)
    sendAway(servers)
    expect([idleServers(servers), busyServers(servers), awayServers(servers)]).toEqual([0, 0, 1])
    bringBack(servers)
    expect([idleServers(servers), busyServers(servers), awayServers(servers)]).toEqual([1, 0, 0])
  })
})

describe('stores', () => {
  test('on hand less backorders is stock plus what came less what was asked; one of the two is 0', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 60 }), fc.integer({ min: 0, max: 5 }), fc.boolean(), (steps, stock, canWait) => {
        const { store } = createArena(storeSchema(2)).tables
        store.onHand[1] = stock
        let net = stock
        for (const isDemand of steps) {
          if (isDemand) {
            const wanted = net > 0 ? StoreAnswer.served : canWait ? StoreAnswer.waits : StoreAnswer.lost
            expect(takeFromStore(store, 1, canWait)).toBe(wanted)
            if (wanted !== StoreAnswer.lost) net--
          } else {
            expect(bringToStore(store, 1)).toBe(net < 0)
            net++
          }
          expect([store.onHand[1], store.backorders[1]]).toEqual([Math.max(0, net), Math.max(0, -net)])
          expect([store.onHand[0], store.backorders[0]]).toEqual([0, 0])
        }
      }),
    )
  })
})

import { describe, expect, it } from 'vitest'
import { LogKind, LogLevel } from '../twin/log.ts'
import { DeliveryMode } from '../twin/kinds.ts'
import { OrderKind } from '../twin/order-kind.ts'
import type { WorldSpec } from '../twin/spec.ts'
import { createFixtureWorld, fixtureSpec, runWorld } from '../twin/world-fixture.ts'
import { dailyFacts } from '../twin/facts.ts'

/** Many faults and changed contracts, so that both kinds of exchange happen often in two months. */
const spec: WorldSpec = {
  ...fixtureSpec,
  days: 60,
  partner: { ...fixtureSpec.partner, shareFrac: 0.5 },
  faults: { electronicsPerYear: 1, waterPerYear: 1, damagePerYear: 1, theftPerYear: 0.5 },
  segments: fixtureSpec.segments.map((s) => ({ ...s, contractChangePerYear: s.swapTrigger === 'none' ? 1 : 0 })),
}
const isPooled = spec.products.map((p) => p.holding === 'pooled')
const { w, record } = createFixtureWorld(spec, LogLevel.full)
runWorld(w)
w.log.flush()

interface Row {
  readonly kind: number
  readonly cause: number
  readonly mode: number
  readonly product: number
  readonly battery: number
  readonly customer: number
  readonly value: number
  readonly value2: number
}

const rows: Row[] = record.chunks.flatMap(({ rows: count, columns }) =>
  Array.from({ length: count }, (_, i) => ({
    kind: columns[1][i],
    cause: columns[2][i],
    mode: columns[4][i],
    product: columns[5][i],
    battery: columns[6][i],
    customer: columns[7][i],
    value: columns[11][i],
    value2: columns[12][i],
  })),
)
const ofKind = (kind: number) => rows.filter((row) => row.kind === kind)

/** Sum of a measure over all days for one product. */
function sumOf(name: string, product: number): number {
  const at = dailyFacts.columns.findIndex((c) => c.name === name)
  const key = dailyFacts.columns.findIndex((c) => c.name === 'product')
  return record.days.reduce(
    (total, columns) => total + columns[at].reduce((sum, value, row) => sum + (columns[key][row] === product ? value : 0), 0),
    0,
  )
}

describe('swap and replacement are never mixed', () => {
  it('both happen here', () => {
    expect(ofKind(LogKind.swap).length).toBeGreaterThan(100)
    expect(ofKind(LogKind.replacement).length).toBeGreaterThan(10)
    expect(ofKind(LogKind.withdrawn).length).toBeGreaterThan(5)
  })

  it('only pooled batteries are swapped or withdrawn, only assigned ones are replaced', () => {
    for (const row of [...ofKind(LogKind.swap), ...ofKind(LogKind.withdrawn)]) expect(isPooled[row.product]).toBe(true)
    for (const row of ofKind(LogKind.replacement)) expect(isPooled[row.product]).toBe(false)
    for (const row of ofKind(LogKind.request)) expect(isPooled[row.product]).toBe(true)
  })

  it('the facts say the same', () => {
    isPooled.forEach((pooled, product) => {
      const never = pooled
        ? ['replacements', 'assignedReplacements', 'replacementsWear', 'replacementsFault', 'replacementsContract', 'assignedPlaceDays']
        : ['swaps', 'swapPacks', 'withdrawn', 'requests', 'servedAtOnce', 'stationPacks']
      for (const name of never) expect([name, product, sumOf(name, product)]).toEqual([name, product, 0])
    })
    expect(record.sums['replacements']).toBe(record.sums['assignedReplacements'])
    expect(record.sums['replacements']).toBe(
      record.sums['replacementsWear'] + record.sums['replacementsFault'] + record.sums['replacementsContract'],
    )
  })

  it('a replaced battery was the customer’s own, and goes back to be inspected', () => {
    const inspected = new Set(ofKind(LogKind.inspected).map((row) => row.battery))
    const replaced = ofKind(LogKind.replacement).filter((row) => row.battery >= 0)
    expect(replaced.filter((row) => inspected.has(row.battery)).length).toBeGreaterThan(replaced.length / 2)
    const open = new Set([OrderKind.swap, OrderKind.replacement])
    w.t.order.kind.forEach((kind, row) => {
      if (w.t.order.state[row] !== 0 && open.has(kind as 1 | 2)) expect(kind === OrderKind.swap).toBe(isPooled[w.t.order.product[row]])
    })
  })
})

describe('promises by mode', () => {
  it('a promise is judged once: as many as visits, orders and reviews', () => {
    const promises = ofKind(LogKind.promise)
    expect(promises.length).toBe(record.sums['promisesDue'])
    expect(promises.filter((row) => row.value2 === 1).length).toBe(record.sums['promisesKept'])
    expect(promises.every((row) => row.mode !== DeliveryMode.none)).toBe(true)
  })

  it('every missed promise earns one credit, no kept one does', () => {
    const missed = record.sums['promisesDue'] - record.sums['promisesKept']
    expect(missed).toBeGreaterThan(0)
    expect(record.sums['creditMicroEur']).toBe(missed * spec.sla.creditMicroEur)
  })

  it('a swap is served at once only if its promise was kept', () => {
    expect(record.sums['servedAtOnce']).toBeLessThanOrEqual(record.sums['requests'])
    for (const mode of [DeliveryMode.pickUp, DeliveryMode.box, DeliveryMode.delivery]) {
      const kept = ofKind(LogKind.promise).filter((row) => row.mode === mode && isPooled[row.product] && row.value2 === 1).length
      const served = ofKind(LogKind.request).filter((row) => row.mode === mode && row.value2 === 1).length
      expect(served).toBeLessThanOrEqual(kept)
    }
  })
})

import { describe, expect, it } from 'vitest'
import { MAX_PENDING } from '../../sim/events/index.ts'
import { benchHold, holdKinds } from './hold.ts'

/** Printed by the peer `hold.cpp` (g++ 12.2, glibc 2.36) for 1 000 pending and 200 000 operations. */
const PEER_CHECKS = {
  midnight: '119000053:f3ec51c1',
  pareto: '134211783:9c7e23dd',
  bimodal: '2432213646:4063867f',
  const: '240000096:388b7020',
  exp: '241073221:fc156c1c',
} as const

describe('benchHold', () => {
  for (const kind of holdKinds) {
    it(`runs the same events in the same order as std::priority_queue: ${kind}`, () => {
      const { value } = benchHold({ n: 1000, ops: 200_000, kind })
      expect(value).toMatchObject({ bench: 'hold', kind, n: 1000, ops: 200_000, check: PEER_CHECKS[kind] })
      expect(value?.opsPerSecond).toBeGreaterThan(0)
    })
  }

  it('refuses more events than a list holds, with a remedy', () => {
    const { value, problems } = benchHold({ n: MAX_PENDING + 1 })
    expect(value).toBeNull()
    expect(problems[0]).toMatchObject({ code: 'too-many', place: '--n' })
  })
})

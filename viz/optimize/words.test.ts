import { expect, test } from 'vitest'
import { alikeDays } from '../../optimize/fleet/basis-fixture.ts'
import { sayChange, sayEur, sayMoreEur, sayWorth } from './words.ts'

const basis = alikeDays(7, [{}, {}])
const none = { month: -1, hub: -1, pool: -1 }

test('money is whole from a hundred euros on, with its sign where it is a difference', () => {
  expect([sayEur(757_789.3), sayEur(14.2), sayMoreEur(-126_920), sayMoreEur(9500), sayMoreEur(0.3)]).toEqual([
    '757\u202f789\u202f€',
    '14.20\u202f€',
    '\u2212126\u202f920\u202f€',
    '+9\u202f500\u202f€',
    '±0\u202f€',
  ])
})

test('a shadow price is a sentence', () => {
  expect(sayWorth({ kind: 'courierHour', month: 6, hub: 1, pool: -1, savesEur: 14.2 }, basis)).toBe(
    'One more courier hour at Hub 2 in July 2027 would save 14.20\u202f€; a paid hour costs 20\u202f€.',
  )
  expect(sayWorth({ ...none, kind: 'budget', savesEur: 0.35 }, basis)).toBe('One more euro of budget would save 0.35\u202f€.')
})

test('who comes and goes', () => {
  expect(sayChange({ hired: 2, left: 1, moved: 3 })).toBe('2 hired, 1 leaves, 3 change hub')
  expect(sayChange({ hired: 0, left: 0, moved: 0 })).toBe('')
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseAddress } from './address.ts'

test('an empty address asks for the baseline as it is', () => {
  expect(parseAddress('')).toEqual({ value: { scenario: 'baseline' }, problems: [] })
})

test('scenario, seed and days come from the address; other words are left to others', () => {
  expect(parseAddress('?scenario=two-more-couriers&seed=0&days=30&lang=de').value).toEqual({
    scenario: 'two-more-couriers',
    seed: 0,
    days: 30,
  })
})

test.each([
  ['?scenario=../etc', '?scenario'],
  ['?scenario=', '?scenario'],
  ['?seed=-1', '?seed'],
  ['?seed=1.5', '?seed'],
  ['?seed=9007199254740993', '?seed'],
  ['?days=0', '?days'],
  ['?days=', '?days'],
])('%s is refused at %s', (search, place) => {
  const { value, problems } = parseAddress(search)
  expect(value).toBeNull()
  expect(problems.map((problem) => problem.place)).toEqual([place])
})

test('every request survives its own address', () => {
  const seed = fc.option(fc.maxSafeNat(), { nil: undefined })
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z0-9-]{1,20}$/), seed, (scenario, wanted) => {
      const search = new URLSearchParams({ scenario, ...(wanted !== undefined && { seed: String(wanted) }) })
      expect(parseAddress(`?${search}`).value).toEqual({ scenario, ...(wanted !== undefined && { seed: wanted }) })
    }),
  )
})

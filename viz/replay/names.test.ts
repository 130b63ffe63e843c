import { expect, test } from 'vitest'
import type { RunScene } from '../run-api.ts'
import { findByText, findKinds, linkNames } from './names.ts'

const scene: RunScene = {
  run: 1,
  cityHash: '',
  scenario: 'staged',
  days: 1,
  dayStartMs: Float64Array.of(0, 86_400_000),
  startUtcMs: 0,
  utcOffsets: [{ fromMs: 0, offsetMs: 0 }],
  places: {
    count: 5,
    name: ['North', 'Old Town', 'shop 1', 'box 1', 'box 2'],
    kind: Uint8Array.of(0, 0, 1, 2, 2),
    lonLat: new Float32Array(10),
    slots: new Int32Array(5),
  },
  customers: { count: 5, lonLat: new Float32Array(10), segment: Uint8Array.of(0, 0, 0, 1, 1), mode: new Uint8Array(5) },
  segments: [
    { id: 'scooter', label: 'Scooter' },
    { id: 'tools', label: 'Tool sets (pro)' },
  ],
  couriers: { count: 12, hub: new Uint8Array(12), vehicle: new Uint8Array(12) },
  vehicles: [],
}
const kinds = findKinds(scene)
const find = (key: string, text: string) =>
  findByText(
    kinds.find((kind) => kind.key === key)!,
    text,
  )

test('numbers begin at 1, of places within their kind, of customers within their segment', () => {
  expect(find('battery', '17')).toEqual({ pick: { kind: 'battery', id: 16 } })
  expect(find('box', ' 2 ')).toEqual({ pick: { kind: 'place', id: 4 } })
  expect(find('hub', 'old town')).toEqual({ pick: { kind: 'place', id: 1 } })
  expect(find('customer-1', '2')).toEqual({ pick: { kind: 'customer', id: 4 } })
})

test.each([
  ['box', '3', 'Write a whole number from 1 to 2.'],
  ['box', '', 'Write a whole number from 1 to 2.'],
  ['battery', '0', 'Write a whole number from 1 on.'],
  ['battery', '1.5', 'Write a whole number from 1 on.'],
  ['hub', 'West', 'Write one of: North, Old Town.'],
])('%s “%s” is answered with what to write', (key, text, remedy) => {
  expect(find(key, text)).toEqual({ remedy })
})

test('a sentence leads to what it names', () => {
  const link = linkNames(kinds)
  expect(link('swap, Tool sets (pro), customer 2: done')).toEqual([
    { text: 'swap, ', pick: null },
    { text: 'Tool sets (pro), customer 2', pick: { kind: 'customer', id: 4 } },
    { text: ': done', pick: null },
  ])
  expect(link('aboard courier 12').at(-1)).toEqual({ text: 'courier 12', pick: { kind: 'courier', id: 11 } })
  expect(link('at hub Old Town').at(-1)).toEqual({ text: 'hub Old Town', pick: { kind: 'place', id: 1 } })
})

test('what a sentence names in vain stays words, and no word is lost', () => {
  const link = linkNames(kinds)
  for (const text of ['at box 99', 'courier 120 waits', 'at box 2, then shop 1', '', 'nobody there'])
    expect(
      link(text)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text)
  expect(link('at box 99').every(({ pick }) => pick === null)).toBe(true)
})

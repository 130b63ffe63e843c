import { expect, test } from 'vitest'
import { Fields } from './fields.ts'
import { readRouting } from './routing.ts'

/** Chances by node, the last of a row for leaving. */
function route(record: object, count: number): number[][] {
  const complaints: string[] = []
  const rows = readRouting(new Fields({ ...record }, 'spec', complaints), count)
  expect(complaints).toEqual([])
  return rows.map((row) => Array.from(row, (passed, i) => Math.round((passed - (i > 0 ? row[i - 1] : 0)) * 1e9) / 1e9))
}

test.each<readonly [string, object, number, number[][]]>([
  [
    'nothing said: in order, then out',
    {},
    2,
    [
      [0, 1, 0],
      [0, 0, 1],
    ],
  ],
  [
    'feedback alone goes from the last to the first',
    { feedback: 0.25 },
    2,
    [
      [0, 1, 0],
      [0.25, 0, 0.75],
    ],
  ],
  ['one node with feedback', { feedback: 0.5 }, 1, [[0.5, 0.5]]],
  [
    'a chain in its own order',
    { route: '2 -> 1 -> 3' },
    3,
    [
      [0, 0, 1, 0],
      [1, 0, 0, 0],
      [0, 0, 0, 1],
    ],
  ],
  [
    'back from the middle',
    { route: '1 -> 2 -> 3; after 2 back to 1 with probability feedback', feedback: 0.2 },
    3,
    [
      [0, 1, 0, 0],
      [0.2, 0, 0.8, 0],
      [0, 0, 0, 1],
    ],
  ],
  [
    'a chance in words',
    { route: '1 -> 2; after 2 back to 2 with probability 0.3, else leave' },
    2,
    [
      [0, 1, 0],
      [0, 0.3, 0.7],
    ],
  ],
  [
    'a matrix',
    {
      routing: [
        [0.1, 0.5],
        [0.2, 0],
      ],
    },
    2,
    [
      [0.1, 0.5, 0.4],
      [0.2, 0, 0.8],
    ],
  ],
])('%s', (_, record, count, chances) => {
  expect(route(record, count)).toEqual(chances)
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addBatch, batchAt, createBatches } from './index.ts'

test('rows keep the pieces in order and the total, however often neighbours are joined', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { maxLength: 200 }), (pieces) => {
      const batches = createBatches(2, 8)
      let used = 0
      while (used + batches.piecesPerBatch <= pieces.length) {
        const piece = pieces.slice(used, used + batches.piecesPerBatch)
        used += piece.length
        addBatch(batches, [piece.reduce((a, b) => a + b, 0), piece.length])
      }
      const naive = pieces.slice(0, used)
      expect(batches.count).toBeLessThan(8)
      expect(batches.count * batches.piecesPerBatch).toBe(used)
      expect([...batches.total]).toEqual([naive.reduce((a, b) => a + b, 0), used])
      for (let row = 0; row < batches.count; row++) {
        const part = naive.slice(row * batches.piecesPerBatch, (row + 1) * batches.piecesPerBatch)
        expect([...batchAt(batches, row)]).toEqual([part.reduce((a, b) => a + b, 0), part.length])
      }
    }),
  )
})

test('says when batches have become longer', () => {
  const batches = createBatches(1, 4)
  expect([1, 2, 3, 4, 5, 6].map((x) => addBatch(batches, [x]))).toEqual([false, false, false, true, false, true])
  expect(batches).toMatchObject({ count: 2, piecesPerBatch: 4 })
})

test('wrong widths and capacities are programmer errors', () => {
  expect(() => createBatches(1, 5)).toThrow('batches-capacity')
  expect(() => addBatch(createBatches(2, 4), [1])).toThrow('batches-width')
})

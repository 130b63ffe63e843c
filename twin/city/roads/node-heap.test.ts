import fc from 'fast-check'
import { expect, it } from 'vitest'
import { NodeHeap } from './node-heap.ts'

const capacity = 40
const steps = fc.array(fc.tuple(fc.constantFrom('set', 'lower', 'pop', 'clear'), fc.nat({ max: capacity - 1 }), fc.nat({ max: 9 })), {
  maxLength: 200,
})

it('always hands out the least key, the lower node of equals', () => {
  fc.assert(
    fc.property(steps, (list) => {
      const heap = new NodeHeap(capacity)
      const naive = new Map<number, number>()
      for (const [step, node, key] of list) apply(heap, naive, step, node, key)
      while (naive.size > 0) apply(heap, naive, 'pop', 0, 0)
      expect(heap.size).toBe(0)
    }),
  )
})

function apply(heap: NodeHeap, naive: Map<number, number>, step: string, node: number, key: number): void {
  if (step === 'pop' && naive.size > 0) popBoth(heap, naive)
  if (step === 'clear') {
    heap.clear()
    naive.clear()
  }
  if (step === 'set' || (step === 'lower' && key <= (naive.get(node) ?? Infinity))) {
    heap[step](node, key)
    naive.set(node, key)
  }
  expect(heap.size).toBe(naive.size)
}

function popBoth(heap: NodeHeap, naive: Map<number, number>): void {
  const [node, key] = [...naive].toSorted((a, b) => a[1] - b[1] || a[0] - b[0])[0]
  expect([heap.minKey, heap.pop()]).toEqual([key, node])
  naive.delete(node)
}

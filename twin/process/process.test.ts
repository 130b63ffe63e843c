import { describe, expect, it } from 'vitest'
import { CustomerEvent, customerProcess, CustomerState, customerTransitions } from './customer-process.ts'
import { orderProcess, OrderEvent, OrderState, orderTransitions } from './order-process.ts'
import { cellOf, compileProcess } from './process.ts'

describe('process tables', () => {
  it('compile every transition to its own cell', () => {
    for (const t of orderTransitions) expect(orderProcess.next[cellOf(orderProcess, t.from, t.event)]).toBe(t.to)
    for (const t of customerTransitions) expect(customerProcess.action[cellOf(customerProcess, t.from, t.event)]).toBe(t.action)
  })

  it('have stable, unique ids', () => {
    const ids = [...orderTransitions, ...customerTransitions].map((t) => t.id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('leave no state without a way back to the start', () => {
    expect(reachable(orderTransitions, OrderState.free).size).toBe(Object.keys(OrderState).length)
    for (const state of Object.values(CustomerState)) expect(reachable(customerTransitions, state).has(CustomerState.content)).toBe(true)
  })

  it('refuse an event that a state does not know', () => {
    expect(() => cellOf(orderProcess, OrderState.free, OrderEvent.present)).toThrow('process-event')
    expect(() => cellOf(customerProcess, CustomerState.content, CustomerEvent.giveUp)).toThrow('process-event')
  })

  it('refuse two answers to one event', () => {
    const twice = [orderTransitions[0], { ...orderTransitions[0], id: 'again' }]
    expect(() => compileProcess('x', 7, 10, twice)).toThrow('process-ambiguous')
  })
})

function reachable(transitions: readonly { from: number; to: number }[], start: number): Set<number> {
  const seen = new Set([start])
  for (let grew = true; grew;) {
    const before = seen.size
    for (const { from, to } of transitions) if (seen.has(from)) seen.add(to)
    grew = seen.size > before
  }
  return seen
}

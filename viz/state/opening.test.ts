import { expect, test } from 'vitest'
import { planOpening } from './opening.ts'
import type { Draft } from './scenario-store.ts'
import type { Session } from './session.ts'

const address = '?own=customers.csv'
const view = { scenario: 'baseline', own: 'customers.csv' }
const draft: Draft = {
  source: { kind: 'library', name: 'baseline' },
  overrides: {},
  own: { customers: { key: 'c', name: 'customers.csv' } },
}
const session: Session = { drafts: { steps: [draft], at: 0 }, address, before: '?room=compare', wasRunning: false }

test('a reload finds own tables by their reference; whoever got the address alone is told to drop them', () => {
  const reload = planOpening(view, session, address)
  expect([reload.notice, reload.drafts.steps[0].own]).toEqual([null, draft.own])
  expect(planOpening(view, session, '?room=compare').drafts).toBe(session.drafts)
  const shared = planOpening(view, null, address)
  expect(shared.drafts.steps[0].own).toBeUndefined()
  expect(shared.notice?.text).toContain('own data (customers.csv) stays on the machine where it was dropped: drop it here too')
})

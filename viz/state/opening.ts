import type { Problem } from '../../data/columns/index.ts'
import type { GeneratedPlan } from '../run-api.ts'
import type { AddressView } from '../address.ts'
import { firstDrafts } from './create-workbench.ts'
import type { Kept } from './history.ts'
import { loadSource, type Draft } from './scenario-store.ts'
import type { Session } from './session.ts'

/** How the page opens: the form's past, and what the person should know. */
export interface Opening {
  readonly drafts: Kept<Draft>
  readonly notice: { readonly text: string; readonly canGoOn: boolean } | null
  /** Makes the generated city that was on screen, when it is not the page's own one. */
  readonly cityPlan?: GeneratedPlan
  /** Not empty: nothing can be opened. */
  readonly problems: readonly Problem[]
}

/** A reload goes on where it was; any other address is opened as it says. */
export function planOpening(view: AddressView, session: Session | null, address: string): Opening {
  const isReload = session !== null && [session.address, session.before].includes(address)
  const drafts = isReload ? session.drafts : firstDrafts(view)
  const { source } = drafts.steps[drafts.at]
  const { problems } = loadSource(source)
  const lines = [
    ...(isReload && session.wasRunning ? ['The page was loaded again in the middle of a run. Your changes are still here.'] : []),
    ...(view.city === undefined
      ? []
      : [`The city ${view.city} came from a file, which a page cannot keep: drop it again to see it. This is the generated city.`]),
    ...(view.own === undefined || drafts.steps[drafts.at].own !== undefined
      ? []
      : [`The own data (${view.own}) stays on the machine where it was dropped: drop it here too. This is a run without it.`]),
  ]
  const text = lines.join(' ')
  const cityPlan = isReload ? session.cityPlan : undefined
  return { drafts, problems, ...(cityPlan && { cityPlan }), notice: text === '' ? null : { text, canGoOn: isReload && session.wasRunning } }
}

import { effect } from '@preact/signals'
import { writeAddress } from '../address.ts'
import { isRunning, viewOf } from './create-workbench.ts'
import { writeSession } from './session.ts'
import type { Workbench } from './workbench-type.ts'

/** Writing more often than this is refused by browsers. */
const writeMs = 400

/** Keeps the address and the session in step with the view. While the clock plays the moment is not written: it is when it stops. */
export function keepView(bench: Workbench): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let timeMs = bench.clock.timeMs.peek()
  const write = () => {
    timer = undefined
    const search = writeAddress(viewOf(bench, timeMs))
    const before = location.search
    history.replaceState(null, '', `${location.pathname}${search}`)
    const choice = bench.city.choice.peek()
    const cityPlan = choice.kind === 'generated' ? choice.plan : undefined
    writeSession({
      ...(cityPlan && { cityPlan }),
      drafts: bench.scenario.kept.peek(),
      address: location.search,
      before,
      wasRunning: isRunning(bench),
    })
  }
  const stop = effect(() => {
    timeMs = bench.clock.isPlaying.value ? bench.clock.timeMs.peek() : bench.clock.timeMs.value
    // Read for their changes.
    void [viewOf(bench, timeMs), bench.scenario.kept.value, isRunning(bench)]
    timer ??= setTimeout(write, writeMs)
  })
  const leave = () => {
    timeMs = bench.clock.timeMs.peek()
    write()
  }
  addEventListener('pagehide', leave)
  return () => {
    clearTimeout(timer)
    removeEventListener('pagehide', leave)
    stop()
  }
}

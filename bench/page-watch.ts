import type { CDPSession, Page } from 'playwright-core'

export interface ScriptCost {
  /** Processor time of scripts on the page's main thread per frame. */
  readonly cpuMs: number
  /** The same by the clock on the wall: what DevTools calls ScriptDuration. */
  readonly wallMs: number
}

/** Reads what scripts cost on a page's main thread, by DevTools. Two sessions, for one knows one clock. */
export async function watchScript(page: Page): Promise<{ during(act: () => Promise<unknown>, frames: number): Promise<ScriptCost> }> {
  const [cpu, wall] = await Promise.all([openClock(page, 'threadTicks'), openClock(page, 'timeTicks')])
  return {
    async during(act, frames) {
      const before = [await readScriptMs(cpu), await readScriptMs(wall)] as const
      await act()
      const after = [await readScriptMs(cpu), await readScriptMs(wall)] as const
      return { cpuMs: (after[0] - before[0]) / frames, wallMs: (after[1] - before[1]) / frames }
    },
  }
}

async function openClock(page: Page, timeDomain: 'threadTicks' | 'timeTicks'): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain })
  return session
}

async function readScriptMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return 1000 * (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? NaN)
}

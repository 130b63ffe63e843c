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

/** Tasks on a page's main thread that held it for more than 50 ms. */
export interface LongTasks {
  /** By the clock on the wall: waiting for whoever draws, and for a core, counts. */
  readonly wall: number
  readonly longestWallMs: number
  /** By processor time: the page's own work. */
  readonly cpu: number
  readonly longestCpuMs: number
}

interface TraceEvent {
  readonly ph: string
  readonly name: string
  readonly pid: number
  readonly tid: number
  readonly dur?: number
  readonly tdur?: number
  readonly args: { readonly name?: string }
}

const longUs = 50_000

/** Reads how long the main thread's tasks take while something happens, out of the browser's own trace. */
export async function watchTasks(page: Page): Promise<{ during<T>(act: () => Promise<T>): Promise<{ value: T; tasks: LongTasks }> }> {
  const session = await page.context().newCDPSession(page)
  return {
    async during(act) {
      const events: TraceEvent[] = []
      const take = ({ value }: { value: unknown[] }) => void events.push(...(value as TraceEvent[]).filter(isOfTasks))
      session.on('Tracing.dataCollected', take)
      await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['toplevel'] } })
      const value = await act()
      const ended = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve))
      await session.send('Tracing.end')
      await ended
      session.off('Tracing.dataCollected', take)
      return { value, tasks: judgeTasks(events) }
    },
  }
}

function isOfTasks({ name }: TraceEvent): boolean {
  return name === 'thread_name' || name === 'ThreadControllerImpl::RunTask'
}

function judgeTasks(events: readonly TraceEvent[]): LongTasks {
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`
  const mains = new Set(events.filter(({ args }) => args.name === 'CrRendererMain').map(threadOf))
  const tasks = events.filter((event) => event.ph === 'X' && mains.has(threadOf(event)))
  if (tasks.length === 0) throw new Error('the trace names no task of the main thread: this Chromium writes it otherwise')
  const [wall, cpu] = [tasks.map(({ dur = 0 }) => dur), tasks.map(({ tdur = 0 }) => tdur)]
  const count = (times: readonly number[]) => times.filter((time) => time > longUs).length
  const longestMs = (times: readonly number[]) => Math.round(times.reduce((most, time) => Math.max(most, time), 0) / 1000)
  return { wall: count(wall), longestWallMs: longestMs(wall), cpu: count(cpu), longestCpuMs: longestMs(cpu) }
}

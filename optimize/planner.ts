import type { FleetPlan, PlanMethod, PlanOutcome, PlanRequest } from './fleet/index.ts'

/** A worker that plans: one call each, then it is thrown away. `kill` ends it at once, whatever it does. */
export interface PlanWorker {
  readonly plan: (request: PlanRequest, onStage: (stage: string) => void) => Promise<PlanOutcome>
  readonly kill: () => void
}

/** What this room must not have of its own: workers and a clock. `after` calls back once, unless what it answers with is called before. */
export interface PlannerHands {
  readonly open: () => PlanWorker
  readonly after: (ms: number, act: () => void) => () => void
}

/** `isLate`: the whole numbers were not found within the time limit, so the plan is the rounded one. */
export type PlannerOutcome =
  | { readonly kind: 'planned'; readonly plan: FleetPlan; readonly isLate: boolean; readonly note: string }
  | Exclude<PlanOutcome, { kind: 'planned' }>
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'late'; readonly limitMs: number }

export interface Planning {
  readonly outcome: Promise<PlannerOutcome>
  readonly cancel: () => void
}

type Turn = PlanOutcome | { readonly kind: 'cancelled' } | { readonly kind: 'late' }

/**
 * Plans in a worker that is killed on cancel and when the time limit is over: the solver may run for ever, and hears nothing while it does. Without an
 * answer in whole numbers that stands our check, the answer with fractions is rounded up, in a new worker under the same limit.
 */
export function startPlanning(
  hands: PlannerHands,
  request: Omit<PlanRequest, 'method'>,
  limitMs: number,
  say: (stage: string) => void,
): Planning {
  let isCancelled = false
  let stop = (): void => undefined
  const attempt = (method: PlanMethod): Promise<Turn> => {
    if (isCancelled) return Promise.resolve({ kind: 'cancelled' })
    const worker = hands.open()
    return new Promise<Turn>((resolve, reject) => {
      const disarm = hands.after(limitMs, () => end({ kind: 'late' }))
      const end = (turn: Turn) => {
        disarm()
        worker.kill()
        resolve(turn)
      }
      stop = () => end({ kind: 'cancelled' })
      worker.plan({ ...request, method }, say).then(end, (error: unknown) => {
        disarm()
        worker.kill()
        reject(error instanceof Error ? error : new Error(String(error)))
      })
    })
  }
  const work = async (): Promise<PlannerOutcome> => {
    const whole = await attempt('whole')
    if (whole.kind === 'planned') return { ...whole, isLate: false, note: '' }
    if (whole.kind === 'cancelled' || whole.kind === 'refused') return whole
    say('Rounding the answer with fractions')
    const rounded = await attempt('rounded')
    const note = whole.kind === 'late' ? 'The solver took too long and was stopped.' : `The solver’s answer was not used: ${whole.reason}.`
    if (rounded.kind === 'planned') return { ...rounded, isLate: whole.kind === 'late', note }
    return rounded.kind === 'late' ? { kind: 'late', limitMs } : rounded
  }
  const cancel = () => {
    isCancelled = true
    stop()
  }
  return { outcome: work(), cancel }
}

import type { JobEnd } from './pool.ts'

/** Lines of progress follow no faster. */
const sayEveryMs = 1000

/** Tells how far a sweep is: at the start, at most once a second, and at the end. */
export function countProgress(all: number, kept: number, say: (line: string) => void): (end: JobEnd) => void {
  const start = performance.now()
  let last = start
  let [made, lost] = [0, 0]
  say(`${all} runs, ${kept} of them kept from before`)
  return ({ kind }) => {
    if (kind === 'stored') made++
    else if (kind !== 'cancelled') lost++
    const now = performance.now()
    const left = all - kept - made - lost
    if (kind === 'cancelled' || (left > 0 && now - last < sayEveryMs)) return
    last = now
    const seconds = made === 0 ? '' : `, about ${Math.ceil((((now - start) / 1000) * left) / made)} s left`
    say(`${kept + made} of ${all} runs${lost > 0 ? `, ${lost} given up on` : ''}${left > 0 ? seconds : ''}`)
  }
}

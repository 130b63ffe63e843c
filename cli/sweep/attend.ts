import { createInterface } from 'node:readline'
import type { RunPool } from './pool.ts'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Whoever sits before the work: `p` and Enter pauses it and lets it go on, a signal takes it back. */
export interface Attendance {
  readonly isOver: () => boolean
  readonly leave: () => void
}

/** Listens to signals and, at a terminal, to the keyboard. The second signal ends the process at once. */
export function attend(pool: RunPool, say: (line: string) => void): Attendance {
  let isOver = false
  let isPaused = false
  const stop = (): void => {
    isOver = true
    for (const name of signals) process.off(name, stop)
    say('stopping: what is stored is kept, and the same call goes on from there')
    void pool.cancel()
  }
  for (const name of signals) process.on(name, stop)
  const lines = process.stdin.isTTY ? createInterface({ input: process.stdin }) : null
  lines?.on('line', (line) => {
    if (line.trim() !== 'p') return
    isPaused = !isPaused
    void (isPaused ? pool.pause() : pool.resume())
    say(isPaused ? 'paused: runs under way end, no new one begins; p goes on' : 'goes on')
  })
  if (lines !== null) say('p and Enter: pause and go on; Ctrl-C: stop')
  return {
    isOver: () => isOver,
    leave: () => {
      lines?.close()
      for (const name of signals) process.off(name, stop)
    },
  }
}

import { useCallback, useMemo } from 'preact/hooks'
import { calendarOf, IncidentCard, Jumps, WorstDayPanel, YearCurve } from './replay/index.ts'
import type { IncidentKind } from './run-api.ts'
import type { Workbench } from './state/index.ts'

/** Beside the clock in Replay: jumps to what went wrong. */
export function JumpBar({ bench: { clock, selection, findings, follow } }: { bench: Workbench }) {
  const jump = useCallback((kind: IncidentKind, direction: 1 | -1) => void findings.jump(kind, direction), [findings])
  const findWorst = useCallback(() => void findings.findWorst(1), [findings])
  const toggleFollow = useCallback(() => {
    if (follow.target.peek() !== null) follow.stop()
    else if (selection.peek() !== null) follow.start(selection.peek()!)
  }, [follow, selection])
  return (
    <Jumps
      isOff={clock.endMs.value <= 0}
      selection={selection.value}
      isFollowing={follow.target.value !== null}
      jump={jump}
      findWorst={findWorst}
      toggleFollow={toggleFollow}
    />
  )
}

/** Over the strip of time in Replay: a key figure over the run. */
export function RunCurve({ bench }: { bench: Workbench }) {
  const totalDays = useCallback((timeMs: number) => bench.api.dayTotals(timeMs), [bench])
  return <YearCurve clock={bench.clock} scene={bench.runs.scene} totalDays={totalDays} />
}

/** Over the inspector: the incident that was jumped to, or why there is none. */
export function FoundIncident({ bench: { findings, runs } }: { bench: Workbench }) {
  const scene = runs.scene.value
  const calendar = useMemo(() => (scene === null ? null : calendarOf(scene)), [scene])
  const [answer, absence] = [findings.incident.value, findings.absence.value]
  if (absence !== '') {
    return (
      <p class="message warn" role="alert">
        {absence}
      </p>
    )
  }
  if (answer === null || calendar === null) return null
  return (
    <IncidentCard
      answer={answer}
      calendar={calendar}
      onJump={(kind, direction) => void findings.jump(kind, direction)}
      onClose={findings.putAway}
    />
  )
}

/** Over the map: the worst day that was found. */
export function FoundWorstDay({ bench: { findings, runs, selection } }: { bench: Workbench }) {
  const scene = runs.scene.value
  const calendar = useMemo(() => (scene === null ? null : calendarOf(scene)), [scene])
  const day = findings.worst.value
  if (day === null || calendar === null) return null
  return (
    <WorstDayPanel
      day={day}
      calendar={calendar}
      onRank={(rank) => void findings.findWorst(rank)}
      onPick={(pick) => (selection.value = pick)}
      onClose={findings.closeWorst}
    />
  )
}

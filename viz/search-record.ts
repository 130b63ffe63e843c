import { findIncident, findWorstDay, knownMsOf, livedFromMs, livedMsOf, rankDays } from '../scenarios/index.ts'
import type { IncidentAnswer, IncidentAsk, WorstDay } from '../scenarios/index.ts'
import type { LookBack } from './look-back.ts'

const dayMs = 86_400_000
/** So much further a kept run is lived again at a time, while nothing is found. */
const stepMs = 7 * dayMs

/** As `findIncident`; of a kept run one part after the other, until one is found or the run ends. */
export async function searchIncident(lookBack: LookBack, ask: IncidentAsk): Promise<IncidentAnswer | null> {
  const look = (fromMs: number, toMs: number) =>
    lookBack.at(
      fromMs,
      (replay) => ({
        answer: findIncident(replay, ask),
        fromMs: livedFromMs(replay),
        toMs: livedMsOf(replay),
        endMs: knownMsOf(replay),
      }),
      toMs,
    )
  let found = await look(ask.timeMs, ask.timeMs)
  while (found !== null && found.answer.incident === null) {
    const { fromMs, toMs, endMs } = found
    if (ask.direction > 0 ? toMs >= endMs : fromMs <= 0) break
    found = ask.direction > 0 ? await look(toMs, Math.min(endMs, toMs + stepMs)) : await look(fromMs - 1, fromMs - 1)
  }
  return found && found.answer
}

/** As `findWorstDay`; of a kept run the part that holds that day is made first. */
export async function searchWorstDay(lookBack: LookBack, rank: number, timeMs: number): Promise<WorstDay | null> {
  const found = await lookBack.at(timeMs, (replay) => {
    const day = rankDays(replay)[rank - 1]
    if (day === undefined) return null
    const [fromMs, toMs] = [replay.layout.days.startMs[day], replay.layout.days.startMs[day + 1] - 1]
    const isHeld = fromMs >= livedFromMs(replay) && toMs <= livedMsOf(replay)
    return { fromMs, toMs, worst: isHeld ? findWorstDay(replay, rank) : null }
  })
  if (found === null || found.worst !== null) return found && found.worst
  return lookBack.at(found.fromMs, (replay) => findWorstDay(replay, rank), found.toMs)
}

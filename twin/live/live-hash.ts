import { createHash } from '../../sim/hash/index.ts'
import { AlarmKind } from './alarms.ts'
import { compareActs, compareText } from './acts.ts'
import type { LiveFleet } from './fleet.ts'
import { countUntil } from './order.ts'

/**
 * Hash of the state up to a moment, 16 hexadecimal digits: batteries by name, their readings and the filter's columns in order of time, and acts. Two
 * fleets that know the same facts have the same, however these came; so has one that was sought from either side.
 */
export function hashLive(fleet: LiveFleet, untilMs = Infinity): string {
  const hash = createHash()
  const { names, columns: c } = fleet.readings
  const { filter: f } = fleet
  const order = names.map((_, id) => id).toSorted((a, b) => compareText(names[a], names[b]))
  for (const id of order) {
    const battery = fleet.batteries[id]
    const count = battery === undefined ? 0 : countUntil(c, battery.ordered.held, untilMs)
    // A battery that is named only by readings after the moment is not there yet.
    if (count === 0) continue
    hash.addString(names[id])
    hash.addU32(count)
    for (let at = 0; at < count; at++) {
      const row = battery.ordered.held.rows[at]
      for (const value of [
        c.timeMs[row],
        c.boot[row],
        c.sequence[row],
        c.socFrac[row],
        c.sohFrac[row],
        c.tempDegC[row],
        c.powerW[row],
        c.ratedWh[row],
      ])
        hash.addNumber(value)
      for (const value of [c.lonDeg[row], c.latDeg[row], f.prior[row], f.level[row], f.variance[row], f.refused[row], f.verdict[row]])
        hash.addNumber(value)
    }
    addEpisodes(hash, fleet, id, untilMs)
  }
  for (const act of fleet.acts.toSorted(compareActs)) {
    if (act.timeMs > untilMs) continue
    hash.addString(`${act.issuer} ${act.sequence} ${act.battery} ${act.alarm}`)
    hash.addNumber(act.timeMs)
  }
  return hash.digest()
}

/** Beginnings only: an end may lie after the moment. Silence follows from the times that are in already. */
function addEpisodes(hash: ReturnType<typeof createHash>, fleet: LiveFleet, id: number, untilMs: number): void {
  for (const { kind, fromMs } of fleet.batteries[id].alarms.episodes) {
    if (fromMs > untilMs || kind === AlarmKind.silence) continue
    hash.addU32(kind)
    hash.addNumber(fromMs)
  }
}

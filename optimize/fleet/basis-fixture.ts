import type { HubDays, PlanBasis } from './basis.ts'

/** What a test changes of one hub. */
interface HubWish {
  readonly busyH?: number
  readonly staff?: number
  readonly due?: number
  readonly missed?: number
}

/** So many months of 30 working days in which every day is alike; couriers work eight hours, and no boxes or pools unless added. */
export function alikeDays(months: number, hubs: readonly HubWish[], more: Partial<PlanBasis> = {}): PlanBasis {
  const days = months * 30
  const always = (value: number) => new Float64Array(days).fill(value)
  const work = hubs.map(({ busyH = 16, staff = 4, due = 100, missed = 5 }): HubDays => ({
    busyH: always(busyH),
    paidH: always(8 * staff),
    due: always(due),
    missed: always(missed),
    boxDue: always(0),
    boxMissed: always(0),
    boxPacks: always(0),
    boxRated: always(0),
    staff: always(staff),
  }))
  const rosterH = hubs.map(() => Float64Array.from({ length: 13 }, (_, n) => 8 * n))
  const missed = work.reduce((sum, hub) => sum + hub.missed.reduce((a, b) => a + b, 0), 0)
  return {
    hubs: hubs.map((_, h) => `Hub ${h + 1}`),
    months: Array.from({ length: months }, (_, m) => ({ year: 2027, month: m + 1, fromDay: m * 30, days: 30 })),
    work,
    pools: [],
    weekdayH: rosterH,
    weekendH: rosterH,
    isWeekend: new Uint8Array(days),
    boxes: 0,
    ruledBoxes: 0,
    boxEurPerDay: 4.5,
    eurPerHour: 20,
    creditEur: 5,
    missed,
    due: work.reduce((sum, hub) => sum + hub.due.reduce((a, b) => a + b, 0), 0),
    money: { courierEur: 0, partnerEur: 0, energyEur: 0, stationEur: 0, renewalEur: 0, replacementEur: 0, plannedEur: 0 },
    ...more,
  }
}

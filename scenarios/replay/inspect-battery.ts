import { BatteryStatus, modelOf, outlookOf, PlaceKind, socFracAt } from '../../twin/index.ts'
import type { World } from '../../twin/index.ts'
import { rowAfter } from './growing.ts'
import { journalOf } from './replay.ts'
import type { Replay } from './replay.ts'
import { maxEvents, row } from './story.ts'
import type { Row, Story, StoryEvent } from './story.ts'
import { causeWords, faultWords, nameHolder, rangeText } from './words.ts'

const statusWords: Readonly<Record<number, string>> = {
  [BatteryStatus.inUse]: 'in use',
  [BatteryStatus.ready]: 'ready',
  [BatteryStatus.charging]: 'charging',
  [BatteryStatus.queued]: 'waits for a charger',
  [BatteryStatus.withdrawn]: 'withdrawn, waits for inspection',
  [BatteryStatus.inspecting]: 'being inspected',
  [BatteryStatus.inTransit]: 'under way',
  [BatteryStatus.gone]: 'out of the fleet',
}

/** State, health over the run so far, and the places it went through. Without a valid terminal its charge and health are unknown. */
export function inspectBattery(replay: Replay, w: World, battery: number, timeMs: number): Story {
  const b = w.t.battery
  const { spec, customers } = replay.layout
  const product = spec.products[b.product[battery]]
  const isKnown = w.t.terminal.isValid[b.terminal[battery]] === 1
  const isHeld = b.placeKind[battery] === PlaceKind.customer
  const due = causeWords[b.due[battery]]
  return {
    title: `Battery ${battery + 1}`,
    rows: [
      row('Product', product.label),
      row('Where', nameHolder(replay.layout, b.placeKind[battery], b.place[battery])),
      row('Doing', statusWords[b.status[battery]]),
      row('State of charge', isKnown ? socFracAt(w, battery, timeMs) : null, 'frac'),
      row('State of health', isKnown ? b.q[battery] : null, 'frac'),
      row('Resistance, new = 1', isKnown && !Number.isNaN(b.r[battery]) ? b.r[battery] : null, '1'),
      row('Equivalent full cycles', b.efc[battery], '1'),
      row('Age', timeMs - b.boughtMs[battery], 'ms'),
      row('Contract', isHeld ? spec.segments[customers.segment[b.place[battery]]].label : 'none at present'),
      row('Cell temperature, mean of yesterday', Number.isNaN(b.tempDegC[battery]) ? null : b.tempDegC[battery], '°C'),
      row('Ageing law', modelOf(product).label),
      row('Beyond the law’s tests so far', rangeText(b.flags[battery])),
      ...(isKnown ? tellOutlook(w, battery) : []),
      row('Terminal', isKnown ? 'valid' : 'failed: charge and health are unknown'),
      row('Fault', faultWords[b.fault[battery]]),
      ...(due ? [row('Replacement', `due${due}`)] : []),
    ],
    series: [healthCurve(replay, battery, timeMs)],
    events: journeyOf(replay, battery, timeMs),
  }
}

const dayMs = 86_400_000

/** When it would be worn out and where its fade steepens, by its law and its mean use. */
function tellOutlook(w: World, battery: number): Row[] {
  const { daysToLimit, knee } = outlookOf(w, battery)
  const span = (label: string, days: number, none: string): Row =>
    Number.isFinite(days) ? row(label, days * dayMs, 'ms') : row(label, none)
  const kneeLabel = 'Knee of its fade, at mean use'
  return [
    span('Worn out, at mean use, in', daysToLimit, 'never'),
    ...(knee === null
      ? [row(kneeLabel, 'none within 20 years')]
      : knee.days === 0
        ? [row(kneeLabel, 'behind it')]
        : [span(`${kneeLabel}, in`, knee.days, 'never')]),
  ]
}

function healthCurve({ marks }: Replay, battery: number, timeMs: number): Story['series'][number] {
  const known = marks.filter((mark) => mark.timeMs <= timeMs && battery < mark.sohFrac.length)
  return {
    label: 'State of health',
    unit: 'frac',
    timeMs: Float64Array.from(known, (mark) => mark.timeMs),
    value: Float64Array.from(known, (mark) => mark.sohFrac[battery]),
  }
}

/** The last places up to `timeMs`. */
function journeyOf(replay: Replay, battery: number, timeMs: number): StoryEvent[] {
  const journal = journalOf(replay, timeMs, timeMs)
  const c = journal.moves.columns
  const events: StoryEvent[] = []
  for (let move = rowAfter(c.timeMs, journal.moves.rows, timeMs) - 1; move >= 0 && events.length < maxEvents; move--) {
    if (c.battery[move] === battery) events.push({ timeMs: c.timeMs[move], text: nameHolder(replay.layout, c.kind[move], c.at[move]) })
  }
  if (events.length < maxEvents && battery < journal.startKind.length) {
    events.push({ timeMs: journal.fromMs, text: nameHolder(replay.layout, journal.startKind[battery], journal.startAt[battery]) })
  }
  return events.toReversed()
}

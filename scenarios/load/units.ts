/** Families of units that people mix up: how many of the family's base unit one unit is. */
const families: readonly Readonly<Record<string, number>>[] = [
  { milliwh: 1e-3, wh: 1, kwh: 1e3, mwh: 1e6 },
  { w: 1, kw: 1e3 },
  { microeur: 1e-6, '€': 1, eur: 1, euro: 1, euros: 1, cent: 0.01, cents: 0.01, ct: 0.01 },
  { g: 1, gram: 1, grams: 1, kg: 1e3, t: 1e6, tons: 1e6 },
  { ms: 1e-3, s: 1, seconds: 1, min: 60, minutes: 60, h: 3600, hour: 3600, hours: 3600, d: 86_400, days: 86_400 },
  { frac: 1, '1': 1, percent: 0.01, pct: 0.01, '%': 0.01 },
  { km: 1e3, m: 1 },
  { kmh: 1, 'km/h': 1, mph: 1.609344 },
]

/** How many `to` one `from` is, or `null` when the two measure different things. Case does not matter; names and signs both count. */
function unitFactor(from: string, to: string): number | null {
  const [a, b] = [from.toLowerCase(), to.toLowerCase()]
  const family = families.find((units) => Object.hasOwn(units, a) && Object.hasOwn(units, b))
  return family ? family[a] / family[b] : null
}

/** The number without the dust of a decimal conversion: 12 significant digits. */
export function convert(value: number, factor: number): number {
  return Number((value * factor).toPrecision(12))
}

const token = /MicroEur|microEur|MilliWh|[KM]Wh|KW|Kmh|Kg|[A-Z]?[a-z0-9]+|[A-Z]+/g

/** Words of a key: `feeEurPerBatteryMonth` → fee, Eur, Per, Battery, Month. */
export function keyWords(key: string): string[] {
  return key.match(token) ?? []
}

/** The factor that turns a value of `wrong` into one of `right` when both keys say the same in another unit; else `null`. */
export function unitBetweenKeys(wrong: string, right: string): number | null {
  const [a, b] = [keyWords(wrong), keyWords(right)]
  if (a.length !== b.length) return null
  const differing = a.flatMap((word, i) => (word.toLowerCase() === b[i].toLowerCase() ? [] : [i]))
  return differing.length === 1 ? unitFactor(a[differing[0]], b[differing[0]]) : null
}

const quantity = /^\s*(-?[0-9]+(?:[.,][0-9]+)?)\s*([^\s0-9]*)\s*$/

/** A number that was written as text with a unit (`1.5 kWh`, `20 %`, `3,5`), in `unit`; `null` when it is none or of another kind. */
export function numberFromText(text: string, unit: string): number | null {
  const match = quantity.exec(text)
  if (!match) return null
  const value = Number(match[1].replace(',', '.'))
  if (match[2] === '') return value
  const factor = unitFactor(match[2], unit) ?? unitFactor(match[2].split('/')[0], unit.split('/')[0])
  return factor === null ? null : convert(value, factor)
}

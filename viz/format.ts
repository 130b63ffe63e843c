/**
 * The only place that makes text for people: numbers with their units. Grouped by a narrow space and with a decimal point, as ISO 80000
 * writes them, whatever the language of the browser.
 */
const narrowSpace = '\u202f'
const minus = '\u2212'

/** A number and its unit as text; the unit may be empty. */
export interface Quantity {
  readonly number: string
  readonly unit: string
}

interface Scale {
  readonly factor: number
  readonly unit: string
  /** Fixed decimals; four digits when absent. */
  readonly decimals?: number
}

/** Units inside → unit for people, by size: the first whose threshold the value reaches, so the largest first. */
const scales: Readonly<Record<string, readonly (Scale & { readonly from: number })[]>> = {
  frac: [
    { from: 0.01, factor: 100, unit: '%', decimals: 1 },
    { from: 0, factor: 100, unit: '%', decimals: 2 },
  ],
  'µ€': [{ from: 0, factor: 1e-6, unit: '€', decimals: 2 }],
  '€': [{ from: 0, factor: 1, unit: '€', decimals: 2 }],
  kWh: [
    { from: 10_000, factor: 1e-3, unit: 'MWh' },
    { from: 0, factor: 1, unit: 'kWh' },
  ],
  kg: [
    { from: 10_000, factor: 1e-3, unit: 't' },
    { from: 0, factor: 1, unit: 'kg' },
  ],
  mWh: [
    { from: 1e9, factor: 1e-9, unit: 'MWh' },
    { from: 0, factor: 1e-6, unit: 'kWh' },
  ],
  m: [
    { from: 1000, factor: 1e-3, unit: 'km' },
    { from: 0, factor: 1, unit: 'm' },
  ],
  g: [
    { from: 1e6, factor: 1e-6, unit: 't' },
    { from: 1000, factor: 1e-3, unit: 'kg' },
    { from: 0, factor: 1, unit: 'g' },
  ],
  ms: [
    { from: 730 * 86_400_000, factor: 1 / (365.25 * 86_400_000), unit: 'years', decimals: 1 },
    { from: 60 * 86_400_000, factor: 1 / 86_400_000, unit: 'days', decimals: 0 },
    { from: 3_600_000, factor: 1 / 3_600_000, unit: 'h' },
    { from: 60_000, factor: 1 / 60_000, unit: 'min' },
    { from: 0, factor: 1e-3, unit: 's' },
  ],
  '1': [{ from: 0, factor: 1, unit: '' }],
}

/** What stands below the stroke, in words. */
const denominators: Readonly<Record<string, string>> = { a: 'year', '(1000 month)': `1${narrowSpace}000 months` }

/** A whole number, for example of events or days. */
export function formatCount(value: number): string {
  return group(value, { maximumFractionDigits: 0 })
}

const monthNames = 'January February March April May June July August September October November December'.split(' ')

/** A calendar month, 1 = January. */
export function formatMonth(year: number, month: number): string {
  return `${monthNames[month - 1]} ${year}`
}

/** The month's first letter, for the foot of a narrow column. */
export function formatMonthShort(month: number): string {
  return monthNames[month - 1].slice(0, 1)
}

/** Size of a file or of memory, in the decimal units of file managers. */
export function formatBytes(bytes: number): string {
  const [unit, factor] = bytes >= 1e9 ? ['GB', 1e9] : bytes >= 1e6 ? ['MB', 1e6] : ['kB', 1e3]
  return `${group(bytes / factor, { maximumSignificantDigits: bytes >= 100 * factor ? 3 : 2 })}${narrowSpace}${unit}`
}

/** A moment of the person's own clock, for example when a run ended: `28 Nov 2026, 05:12`. */
export function formatMoment(utcMs: number): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' }).format(utcMs)
}

/** A share 0..1 as whole percent, for progress. */
export function formatShare(frac: number): string {
  return `${formatCount(Math.floor(frac * 100))}${narrowSpace}%`
}

/**
 * A value in one of the house's units for people: `frac` becomes percent, `µ€` euros, `mWh` kWh or MWh; `a/b` becomes `a per b`.
 * A unit that is not known here is shown as it is. `null`, NaN and infinities become a dash.
 */
export function formatQuantity(value: number | null, unit: string): Quantity {
  const [lead = '', ...rest] = unit.split('/')
  if (value === null || !Number.isFinite(value)) return { number: '–', unit: '' }
  const candidates = scales[lead] ?? [{ from: 0, factor: 1, unit: lead }]
  const scale: Scale = candidates.find(({ from }) => Math.abs(value) >= from) ?? candidates.at(-1)!
  const words = [scale.unit, ...rest.map((word) => denominators[word] ?? word)]
  const shown = value * scale.factor
  return { number: group(shown, digitsOf(shown, scale)), unit: words.join(' per ').trim() }
}

/**
 * A difference with its sign; of shares in points (hundredths), since per cent of a share would mislead. Beside a figure that is shown it has one digit more after the point than that, so that it
 * never says more than can be seen; what then is nothing is `±0`.
 */
export function formatDifference(difference: number | null, unit: string, beside: number | null = null): Quantity {
  const size = formatQuantity(difference === null ? null : Math.abs(difference), unit)
  if (difference === null || !Number.isFinite(difference)) return size
  const number = beside === null ? size.number : cutDecimals(size.number, countDecimals(formatQuantity(beside, unit).number) + 1)
  const sign = difference > 0 ? '+' : minus
  const points = size.unit.replace('%', number === '1.0' ? 'point' : 'points')
  return { number: /[1-9]/.test(number) ? `${sign}${number}` : nothing, unit: points }
}

/** Half the width of an interval about a difference, as `formatDifference` writes that: `± 0.4 points`. */
export function formatHalfWidth(halfWidth: number, unit: string, beside: number | null = null): Quantity {
  const { number, unit: words } = formatDifference(halfWidth, unit, beside)
  return { number: `± ${number.replace(/^[+±]/, '')}`, unit: words }
}

const nothing = '±0'

/** Whether a difference, as it is shown, is none: it then is neither better nor worse. */
export function showsNothing({ number }: Quantity): boolean {
  return number === nothing
}

function countDecimals(number: string): number {
  return number.split('.')[1]?.length ?? 0
}

function cutDecimals(number: string, most: number): string {
  return countDecimals(number) > most ? Number(number).toFixed(most) : number
}

/** Four digits where there are that many: no decimals from 1000 on, three significant digits below 1. */
function digitsOf(shown: number, { decimals }: Scale): Intl.NumberFormatOptions {
  if (decimals !== undefined) return { minimumFractionDigits: decimals, maximumFractionDigits: decimals }
  const size = Math.abs(shown)
  return size < 1 ? { maximumSignificantDigits: 3 } : { maximumFractionDigits: size >= 1000 ? 0 : size >= 100 ? 1 : 2 }
}

function group(value: number, options: Intl.NumberFormatOptions): string {
  // Adding zero takes the sign off a negative zero.
  return new Intl.NumberFormat('en', options)
    .format(value + 0)
    .replaceAll(',', narrowSpace)
    .replace('-', minus)
}

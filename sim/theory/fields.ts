import * as distributions from './distribution.ts'
import type { Distribution, DistributionName } from './distribution.ts'

export type Json = Readonly<Record<string, unknown>>

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * Reads the fields of a model's description. What is missing, out of range or not understood becomes a sentence in `complaints`; a stand-in is answered then,
 * so that everything wrong is found at once. `finish` also complains about fields that nobody asked for: they may change the model's meaning.
 */
export class Fields {
  readonly complaints: string[]
  private readonly record: Json
  private readonly place: string
  private readonly used = new Set<string>()

  constructor(record: Json, place: string, complaints: string[]) {
    this.record = record
    this.place = place
    this.complaints = complaints
  }

  /** Which of the names the record has; the first when none. */
  private nameOf(names: readonly string[]): string {
    const name = names.find((candidate) => this.has(candidate)) ?? names[0]
    this.used.add(name)
    return name
  }

  has(name: string): boolean {
    return this.record[name] !== undefined && this.record[name] !== null
  }

  complain(name: string, remedy: string): void {
    const value = JSON.stringify(this.record[name])
    this.complaints.push(`${this.place}.${name} is ${value === undefined ? 'missing' : value.slice(0, 60)}: ${remedy}`)
  }

  /** A finite number in lo..hi under one of `names`; `fallback` when none is there, a complaint without fallback. */
  number(names: readonly string[], [lo, hi]: readonly [number, number], fallback?: number): number {
    const name = this.nameOf(names)
    if (!this.has(name) && fallback !== undefined) return fallback
    const value = this.record[name]
    if (typeof value === 'number' && value >= lo && value <= hi) return value
    this.complain(name, `give a number from ${lo} to ${hi}`)
    return lo
  }

  count(names: readonly string[], least: number, fallback?: number): number {
    const value = this.number(names, [least, 1e6], fallback)
    if (Number.isInteger(value) || value === fallback) return value
    this.complain(this.nameOf(names), 'give a whole number')
    return least
  }

  text(names: readonly string[]): string | null {
    const name = this.nameOf(names)
    const value = this.record[name]
    if (value === undefined || value === null) return null
    if (typeof value === 'string') return value
    this.complain(name, 'give a text')
    return null
  }

  records(name: string): Json[] | null {
    this.used.add(name)
    const value = this.record[name]
    if (value === undefined || value === null) return null
    if (Array.isArray(value) && value.length > 0 && value.every(isRecord)) return value
    this.complain(name, 'give a list of objects')
    return null
  }

  /** The raw value, for shapes of their own. */
  raw(name: string): unknown {
    this.used.add(name)
    return this.record[name]
  }

  /** One distribution, or a list of which the answer may depend on none: one model each. */
  distributions(names: readonly string[], use: Use): Distribution[] {
    const name = this.nameOf(names)
    const value = this.record[name]
    const list: unknown[] = Array.isArray(value) ? value : [value]
    if (list.length === 0) {
      this.complain(name, 'give at least one distribution')
      return [distributions.deterministic(1)]
    }
    return list.map((entry, i) =>
      readDistribution(entry, Array.isArray(value) ? `${this.place}.${name}[${i}]` : `${this.place}.${name}`, use, this.complaints),
    )
  }

  distribution(names: readonly string[], use: Use): Distribution {
    const list = this.distributions(names, use)
    if (list.length > 1)
      this.complain(this.nameOf(names), 'give one distribution; a list of them is understood under service and pipelineTime')
    return list[0] ?? distributions.deterministic(1)
  }

  optionalDistribution(names: readonly string[], use: Use): Distribution | null {
    return names.some((name) => this.has(name)) ? this.distribution(names, use) : null
  }

  /** Call it last. */
  finish(): void {
    for (const name of Object.keys(this.record))
      if (this.record[name] !== undefined && !this.used.has(name) && !/^(notes?|comment|title)$/.test(name))
        this.complain(name, 'this field is not understood')
  }
}

/** What a distribution stands for: a `time` is not negative and not always 0, a `count` is whole and not negative, an `amount` is any number. */
export type Use = 'time' | 'count' | 'amount'

const POSITIVE = [Number.MIN_VALUE, Number.MAX_VALUE] as const

function readDistribution(value: unknown, place: string, use: Use, complaints: string[]): Distribution {
  if (typeof value === 'number' && value >= 0) return distributions.deterministic(value)
  if (!isRecord(value)) {
    complaints.push(`${place} is ${value === undefined ? 'missing' : JSON.stringify(value).slice(0, 60)}: give a distribution { dist, … }`)
    return distributions.deterministic(1)
  }
  const fields = new Fields(value, place, complaints)
  const found = readByName(String(fields.raw('dist')) as DistributionName, fields)
  // Of an unknown one nobody knows which fields it has.
  if (found === null) return distributions.deterministic(1)
  fields.finish()
  if (use === 'count' && (found.kind < distributions.DistributionKind.geometric || found.name === 'normal') && !isWholeConstant(found))
    fields.complain('dist', 'a count needs geometric, poisson or a whole deterministic number')
  if (use === 'time' && found.name === 'normal' && found.mean < 6 * found.a)
    fields.complain('sd', 'a time must not be negative: mean ≥ 6 sd')
  if (use === 'time' && !(found.mean > 0)) fields.complain('mean', 'a time needs a mean above 0')
  return found
}

function isWholeConstant({ name, mean }: Distribution): boolean {
  return name === 'deterministic' && Number.isInteger(mean)
}

function readByName(name: DistributionName, fields: Fields): Distribution | null {
  const mean = () => fields.number(['mean'], POSITIVE)
  switch (name) {
    case 'exponential':
      return distributions.exponential(mean())
    case 'deterministic':
      return distributions.deterministic(fields.number(['mean', 'value'], [0, Number.MAX_VALUE]))
    case 'lognormal':
      return distributions.lognormal(mean(), fields.number(['sigma'], [0, 20]))
    case 'erlang':
      return distributions.erlang(fields.count(['k', 'stages'], 1), mean())
    case 'hyperexponential':
      return readHyperexponential(fields)
    case 'weibull':
      return distributions.weibull(fields.number(['shape'], [0.05, 1000]), fields.number(['scale'], POSITIVE))
    case 'geometric':
      return readGeometric(fields)
    case 'normal':
      return distributions.normal(
        fields.number(['mean'], [-Number.MAX_VALUE, Number.MAX_VALUE]),
        fields.number(['sd'], [0, Number.MAX_VALUE]),
      )
    case 'poisson':
      return distributions.poisson(fields.number(['mean'], [0, 250_000]))
    default:
      fields.complain('dist', `give one of ${Object.keys(distributions.DistributionKind).join(', ')}`)
      return null
  }
}

function readGeometric(fields: Fields): Distribution {
  const min = fields.count(['min'], 0, 1)
  return distributions.geometric(fields.number(['mean'], [min, Number.MAX_VALUE]), min)
}

function readHyperexponential(fields: Fields): Distribution {
  const [p, means] = [fields.raw('p'), fields.raw('means')]
  if (isNumbers(p) && isNumbers(means) && p.length === means.length && p.length > 0 && means.every((mean) => mean > 0)) {
    if (p.every((chance) => chance >= 0) && Math.abs(p.reduce((a, b) => a + b, 0) - 1) < 1e-9)
      return distributions.hyperexponential(p, means)
  }
  fields.complain('p', 'give p, chances that add up to 1, and as many means above 0')
  return distributions.exponential(1)
}

function isNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'number' && Number.isFinite(entry))
}

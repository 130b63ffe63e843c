import type { Parsed, Problem } from '../data/columns/index.ts'
import { findNode, type Json } from '../scenarios/index.ts'
import type { Pick } from './run-api.ts'
import { isRoom, roomIds, type Room } from './room-ids.ts'

/** What an address says of the view; whatever it leaves out is as the page chooses. */
export interface AddressView {
  /** A scenario of the library by name, or `file:` and the name of a file that was dropped. */
  readonly scenario: string
  readonly seed?: number
  readonly days?: number
  readonly room?: Room
  /** Edits by path. */
  readonly overrides?: Readonly<Record<string, Json>>
  readonly timeMs?: number
  readonly speed?: number
  readonly pick?: Pick
  /** Row of the place that is looked at from inside. */
  readonly inside?: number
  /** Name of the city that was dropped; absent for the generated one. */
  readonly city?: string
  /** Names of the company's own tables that were dropped. */
  readonly own?: string
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

const wholeNumbers = { seed: [0, Number.MAX_SAFE_INTEGER], days: [1, 36_525] } as const
const editPrefix = 'set.'

/**
 * What the page's address asks for, all optional: `?scenario=baseline&seed=7&days=30&set.couriers.count=14&room=replay&t=3600&speed=60`
 * `&pick=battery.17`. A value that cannot be taken is a problem, and then there is no view: showing something else than the address says
 * would mislead whoever it was shared with.
 */
export function parseAddress(search: string): Parsed<AddressView> {
  const wanted = new URLSearchParams(search)
  const problems: Problem[] = []
  const view: Mutable<AddressView> = { scenario: wanted.get('scenario') ?? 'baseline' }
  readScenario(view, problems)
  readNumbers(wanted, view, problems)
  readEdits(wanted, view, problems)
  readScreen(wanted, view, problems)
  return { value: problems.length > 0 ? null : view, problems }
}

function readScenario({ scenario }: AddressView, problems: Problem[]): void {
  if (/^[a-z0-9-]{1,80}$/.test(scenario) || /^file:.{1,120}$/.test(scenario)) return
  const remedy = 'Name a scenario of the library in small letters, digits and hyphens, for example baseline.'
  problems.push({ code: 'bad-scenario-name', place: '?scenario', value: scenario.slice(0, 80), remedy })
}

function readNumbers(wanted: URLSearchParams, view: Mutable<AddressView>, problems: Problem[]): void {
  for (const key of ['seed', 'days'] as const) {
    const text = wanted.get(key)
    if (text === null) continue
    const [low, high] = wholeNumbers[key]
    const value = Number(text)
    if (/^\d+$/.test(text) && value >= low && value <= high) view[key] = value
    else addProblem(problems, 'bad-number', key, text, `Write a whole number from ${low} to ${high}.`)
  }
}

function readEdits(wanted: URLSearchParams, view: Mutable<AddressView>, problems: Problem[]): void {
  const edits = new Map<string, Json>()
  for (const [key, text] of wanted) {
    if (!key.startsWith(editPrefix)) continue
    const path = key.slice(editPrefix.length)
    const node = findNode(path)
    const value = parseValue(text)
    if (node === null || node.kind === 'group')
      addProblem(problems, 'unknown-key', key, text, 'Name one setting of the scenario, for example set.couriers.count.')
    else if (value === undefined) addProblem(problems, 'bad-value', key, text, 'Write a number, or a text in double quotes.')
    else edits.set(path, value)
  }
  if (edits.size > 0) view.overrides = Object.fromEntries(edits)
}

function readScreen(wanted: URLSearchParams, view: Mutable<AddressView>, problems: Problem[]): void {
  const room = wanted.get('room')
  if (room !== null && isRoom(room)) view.room = room
  else if (room !== null) addProblem(problems, 'bad-room', 'room', room, `Write one of: ${roomIds.join(', ')}.`)
  const city = wanted.get('city')
  if (city !== null) view.city = city.slice(0, 120)
  const own = wanted.get('own')
  if (own !== null) view.own = own.slice(0, 250)
  const time = readSpan(wanted, 't', problems)
  if (time !== null) view.timeMs = time * 1000
  const speed = readSpan(wanted, 'speed', problems)
  if (speed !== null) view.speed = Math.min(100_000, Math.max(1, speed))
  const inside = readSpan(wanted, 'inside', problems)
  if (inside !== null) view.inside = inside
  const pick = wanted.get('pick')
  if (pick === null) return
  const [, kind, id] = /^(battery|place|courier|customer)\.(\d{1,9})$/.exec(pick) ?? []
  if (kind === undefined) addProblem(problems, 'bad-pick', 'pick', pick, 'Write what is picked and its row, for example battery.17.')
  else view.pick = { kind: kind as Pick['kind'], id: Number(id) }
}

function readSpan(wanted: URLSearchParams, key: string, problems: Problem[]): number | null {
  const text = wanted.get(key)
  if (text === null) return null
  if (/^\d{1,12}$/.test(text)) return Number(text)
  addProblem(problems, 'bad-number', key, text, 'Write a whole number, not below 0.')
  return null
}

function parseValue(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}

function addProblem(problems: Problem[], code: string, key: string, value: string, remedy: string): void {
  problems.push({ code, place: `?${key}`, value: value.slice(0, 80), remedy })
}

/** The address of a view; `parseAddress` reads it back. */
export function writeAddress(view: AddressView): string {
  const words = new URLSearchParams()
  if (view.scenario !== 'baseline') words.set('scenario', view.scenario)
  if (view.seed !== undefined) words.set('seed', String(view.seed))
  if (view.days !== undefined) words.set('days', String(view.days))
  if (view.city !== undefined) words.set('city', view.city)
  if (view.own !== undefined) words.set('own', view.own)
  for (const [path, value] of Object.entries(view.overrides ?? {})) words.set(editPrefix + path, JSON.stringify(value))
  if (view.room !== undefined) words.set('room', view.room)
  if (view.timeMs !== undefined) words.set('t', String(Math.floor(view.timeMs / 1000)))
  if (view.speed !== undefined) words.set('speed', String(view.speed))
  if (view.pick !== undefined) words.set('pick', `${view.pick.kind}.${view.pick.id}`)
  if (view.inside !== undefined) words.set('inside', String(view.inside))
  const text = words.toString()
  return text === '' ? '' : `?${text}`
}

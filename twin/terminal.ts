import { bookMoney, Account } from './book.ts'
import { cellOfPlace } from './stock.ts'
import { customerList } from './list.ts'
import { nowMs } from './world.ts'
import type { World } from './world.ts'

/*
 * Measuring extension and terminal are an asset of their own: serial (the row), the battery they sit on, firmware, calibration, failures.
 * Without a valid terminal a battery is unknown: the twin then does not show or use its state of charge or health as measured.
 */
const firstFirmware = 1

/** Mounts a new terminal on a battery. */
export function mountTerminal(w: World, terminal: number, battery: number, timeMs: number): void {
  const t = w.t.terminal
  t.battery[terminal] = battery
  t.isValid[terminal] = 1
  t.firmware[terminal] = firstFirmware
  t.failures[terminal] = 0
  t.calibratedMs[terminal] = timeMs
  w.t.battery.terminal[battery] = terminal
}

/** The electronics failed: the battery's state is unknown from now on. */
export function failTerminal(w: World, battery: number): void {
  const t = w.t.terminal
  const terminal = w.t.battery.terminal[battery]
  t.isValid[terminal] = 0
  t.failures[terminal] += 1
}

/** Exchanges the electronics at a hub: the battery is known again. */
export function repairTerminal(w: World, battery: number, place: number): void {
  const t = w.t.terminal
  const terminal = w.t.battery.terminal[battery]
  if (t.isValid[terminal] === 1) return
  t.isValid[terminal] = 1
  t.calibratedMs[terminal] = nowMs(w)
  const { terminalMicroEur } = w.layout.spec.costs
  bookMoney(w, Account.purchase, cellOfPlace(w, place, w.t.battery.product[battery]), terminalMicroEur, { battery, place })
}

/** Full maintenance: the terminals of a customer's batteries are calibrated at an inspection. */
export function calibrateTerminals(w: World, customer: number): void {
  const { next, terminal } = w.t.battery
  for (let b = w.t.list.head[customerList(w, customer)]; b >= 0; b = next[b]) w.t.terminal.calibratedMs[terminal[b]] = nowMs(w)
}

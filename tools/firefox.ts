import { existsSync } from 'node:fs'
import { canInstall, installPackages } from './apt-get.ts'

const places = [
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/snap/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:/Program Files/Mozilla Firefox/firefox.exe',
]

export const firefoxRemedy = 'No Firefox found. Install it (Debian: apt-get install firefox-esr), or set FIREFOX_PATH to its program.'

/** Path of a Firefox on this machine; `FIREFOX_PATH` goes first. */
export function findFirefox(): string | null {
  const wanted = process.env['FIREFOX_PATH']
  if (wanted) return existsSync(wanted) ? wanted : null
  return places.find((place) => existsSync(place)) ?? null
}

/** Installs Debian's Firefox where that needs no question (root, apt-get, no FIREFOX_PATH); whether one is there afterwards. */
export function ensureFirefox(): boolean {
  if (findFirefox()) return true
  if (!canInstall() || process.env['FIREFOX_PATH']) return false
  console.error('Installing Firefox (apt-get) …')
  installPackages('firefox-esr')
  return findFirefox() !== null
}

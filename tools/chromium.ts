import { existsSync } from 'node:fs'
import { canInstall, installPackages } from './apt-get.ts'

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
  'C:/Program Files (x86)/Google/Chrome/Application/chrome.exe',
]

export const chromiumRemedy =
  'No Chromium found: the browser tests cannot run. Install Chromium or Chrome (Debian: apt-get install chromium), or set CHROME_PATH to its program.'

/** Path of a Chromium or Chrome on this machine; `CHROME_PATH` goes first. */
export function findChromium(): string | null {
  const wanted = process.env['CHROME_PATH']
  if (wanted) return existsSync(wanted) ? wanted : null
  return places.find((place) => existsSync(place)) ?? null
}

/** Installs Debian's Chromium where that needs no question (root, apt-get, no CHROME_PATH); whether one is there afterwards. */
export function ensureChromium(): boolean {
  if (findChromium()) return true
  if (!canInstall() || process.env['CHROME_PATH']) return false
  console.error('Installing Chromium for the browser tests (apt-get) …')
  installPackages('chromium', 'fonts-dejavu-core')
  return findChromium() !== null
}

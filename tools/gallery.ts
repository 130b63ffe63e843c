import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { build } from 'vite'
import { openBench, type Bench } from '../tests/browser/browser.ts'

/*
 * The pictures of docs/gallery: Plan and Replay, generated city and Porto Alegre, day and night, both themes, and Replay on a narrow screen.
 * Each city is run once a theme; all else is a move of the clock. Without the files of Porto Alegre its pictures are left as they are.
 */

const out = 'docs/gallery'
const cityFiles = ['porto-alegre.osm.pbf', 'porto-alegre.hexgrid.csv'].map((name) => `../shared/data/osm/${name}`)
const days = 6
const hours = { day: 3 * 24 + 10, night: 3 * 24 + 21 } as const
const [wide, narrow] = [
  { width: 1600, height: 1000 },
  { width: 390, height: 844 },
]
const cities = ['generated', 'porto-alegre'] as const
const themes = ['dark', 'light'] as const
/** Of one picture; all together stay below 1.5 MB. */
const mostBytes = 78_000

mkdirSync(out, { recursive: true })
if (process.argv[2] !== '--built') await build({ logLevel: 'warn' })
const bench = await openBench('dist')
const { page: encoder } = await bench.openPage()
// tsx gives functions their names by a helper that a page does not have.
await encoder.addInitScript('globalThis.__name = (named) => named')
await encoder.goto(`${bench.url}gallery-encoder`)
for (const city of cities) {
  if (city === 'porto-alegre' && !cityFiles.every((path) => existsSync(path))) {
    console.warn('Porto Alegre is not beside this clone (../shared/data/osm): its pictures stay as they are')
    continue
  }
  for (const theme of themes) await takeCity(bench, city, theme)
}
await bench.close()
writeReadme()

/** All pictures of a city in a theme, from one page. */
async function takeCity(at: Bench, city: (typeof cities)[number], theme: (typeof themes)[number]): Promise<void> {
  const { page, watched } = await at.openPage({ colorScheme: theme, viewport: wide })
  await page.goto(`${at.url}?days=${days}&room=replay&t=${hours.day * 3600}`)
  await page.locator('.pill.good').waitFor()
  if (city === 'porto-alegre') await changeCity(page)
  for (const light of ['day', 'night'] as const) {
    await page.setViewportSize(wide)
    await goTo(page, 'Replay')
    await moveTo(page, hours[light])
    await take(page, `replay-${city}-${light}-${theme}`)
    if (light === 'day' || city === 'porto-alegre') {
      await page.setViewportSize(narrow)
      await take(page, `narrow-${city}-${light}-${theme}`)
      await page.setViewportSize(wide)
    }
    await goTo(page, 'Plan')
    await take(page, `plan-${city}-${light}-${theme}`)
  }
  if (watched.errors.length + watched.outsideRequests.length > 0) throw new Error(JSON.stringify(watched))
  await page.context().close()
}

async function changeCity(page: Page): Promise<void> {
  await page.locator('input[type=file]').setInputFiles(cityFiles)
  await page.locator('.crumb', { hasText: 'porto-alegre' }).waitFor()
  await page.locator('.pill:not(.good)').waitFor()
  await page.locator('.pill.good').waitFor()
  // The legend names the vehicles once the new run has placed its fleet on the new city.
  await page.locator('.map-keys').waitFor()
}

function goTo(page: Page, room: string): Promise<void> {
  return page.getByRole('navigation', { name: 'Rooms' }).getByText(room).click()
}

/** Moves the clock by keys on the strip: Home, then days and hours. */
async function moveTo(page: Page, hour: number): Promise<void> {
  const strip = page.getByRole('slider', { name: 'Time of the run' })
  await strip.focus()
  await page.keyboard.press('Home')
  for (let day = 0; day < Math.floor(hour / 24); day++) await page.keyboard.press('Shift+ArrowRight')
  for (let rest = 0; rest < hour % 24; rest++) await page.keyboard.press('ArrowRight')
  await strip.blur()
}

/** One picture, when the map has come to rest; of the quality that keeps it small. */
async function take(page: Page, name: string): Promise<void> {
  await page.locator('.map-stage[aria-busy="false"]').waitFor()
  await page.waitForTimeout(1500)
  const png = (await page.screenshot({ animations: 'disabled' })).toString('base64')
  const path = `${out}/${name}.webp`
  for (const quality of [0.8, 0.65, 0.5, 0.35, 0.2]) {
    const webp = Buffer.from(await encoder.evaluate(encodeWebp, { png, quality }), 'base64')
    writeFileSync(path, webp)
    if (webp.length < mostBytes) break
  }
  console.log(`${path} ${Math.round(statSync(path).size / 1000)} kB`)
}

/** In a page of its own: the browser is also the encoder. */
async function encodeWebp({ png, quality }: { png: string; quality: number }): Promise<string> {
  const image = new Image()
  image.src = `data:image/png;base64,${png}`
  await image.decode()
  const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height })
  canvas.getContext('2d')!.drawImage(image, 0, 0)
  return canvas.toDataURL('image/webp', quality).split(',')[1]
}

function writeReadme(): void {
  const words: Readonly<Record<string, string>> = {
    plan: 'Plan',
    replay: 'Replay',
    narrow: 'Replay, 390 × 844',
    generated: 'generated city',
    porto: 'Porto Alegre',
    day: 'by day',
    night: 'by night',
    dark: 'dark theme',
    light: 'light theme',
  }
  const say = (name: string) =>
    name
      .replace('porto-alegre', 'porto')
      .split('-')
      .map((word) => words[word] ?? word)
      .join(', ')
  const pictures = cities.flatMap((city) =>
    (['plan', 'replay', 'narrow'] as const).flatMap((room) =>
      (['day', 'night'] as const).flatMap((light) => themes.map((theme) => `${room}-${city}-${light}-${theme}`)),
    ),
  )
  const shown = pictures.filter((name) => existsSync(`${out}/${name}.webp`))
  const text = [
    '# Gallery',
    '',
    `The page itself, ${days} days of the baseline. Made by \`npm run gallery\`. Maps of Porto Alegre: © OpenStreetMap contributors, ODbL; its extract holds roads only, so its lake is not on the map.`,
    '',
    ...shown.flatMap((name) => [`## ${say(name)}`, '', `![${say(name)}](${name}.webp)`, '']),
  ]
  writeFileSync(`${out}/README.md`, text.join('\n'))
}

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const axeScript = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Sizes at which every view is judged. */
const viewports = [
  { width: 1600, height: 1000 },
  { width: 390, height: 844 },
] as const

/** What axe finds wrong on a page, each rule with the element that breaks it. */
export async function findViolations(page: Page): Promise<string[]> {
  await page.evaluate(axeScript)
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
    const { violations } = await axe.run()
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
  })
}

/** Violations at both sizes and in both themes, each with where it was found. */
export async function findViolationsEverywhere(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const viewport of viewports) {
    await page.setViewportSize(viewport)
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.locator(`html[data-theme=${colorScheme}]`).waitFor()
      for (const violation of await findViolations(page)) found.push(`${viewport.width} ${colorScheme} ${violation}`)
    }
  }
  return found
}

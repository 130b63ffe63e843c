import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const listFiles = (folder: string, ending: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => `${folder}/${name}`)

const pages = ['ARCHITECTURE.md', 'README.md', 'CONTRIBUTING.md', ...listFiles('docs', '.md'), ...listFiles('docs/decisions', '.md')]

/** Paths that a page names: links, and `room/…` in code. */
function listPaths(page: string): string[] {
  const text = readFileSync(page, 'utf8')
  const folder = page.includes('/') ? page.slice(0, page.lastIndexOf('/') + 1) : ''
  const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)].map(([, path]) => folder + path)
  const code = [...text.matchAll(/`((?:data|sim|twin|scenarios|viz|cli|tests|bench|tools)\/[\w./-]+)`/g)].map(([, path]) => path)
  return [...links, ...code]
}

test.each(pages)('%s names no path that is not there', (page) => {
  expect(listPaths(page).filter((path) => !existsSync(path))).toEqual([])
})

test('ARCHITECTURE.md says of every file of the twin what it is', () => {
  const rows = new Set([...readFileSync('ARCHITECTURE.md', 'utf8').matchAll(/^\| `(twin\/[\w-]+\.ts)` \| \w/gm)].map(([, path]) => path))
  const files = listFiles('twin', '.ts').filter((path) => !/\.test\.ts$|-fixture\.ts$|\/index\.ts$/.test(path))
  expect(files.filter((path) => !rows.has(path))).toEqual([])
})

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serveFolder, type ServedFolder } from '../tools/serve-folder.ts'

let base: string
let served: ServedFolder

beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'voltwin-serve-'))
  mkdirSync(join(base, 'page/assets'), { recursive: true })
  mkdirSync(join(base, 'page-secret'))
  writeFileSync(join(base, 'page/index.html'), '<!doctype html><title>t</title>')
  writeFileSync(join(base, 'page/assets/a.wasm'), 'wasm')
  writeFileSync(join(base, 'page-secret/key.txt'), 'secret')
  symlinkSync(join(base, 'page-secret/key.txt'), join(base, 'page/link.txt'))
  served = await serveFolder(join(base, 'page'), 0)
})

afterAll(async () => {
  await served.close()
  rmSync(base, { recursive: true, force: true })
})

/** Asks with the path exactly as given; `fetch` would tidy the dots away. */
function ask(path: string, method = 'GET'): Promise<{ status: number; body: string; headers: Record<string, unknown> }> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: new URL(served.url).port, path, method }, (response) => {
      let body = ''
      response.on('data', (part: Buffer) => (body += part.toString()))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body, headers: response.headers }))
    })
    asked.on('error', reject).end()
  })
}

test('the folder itself answers with its index page, isolated and not cached', async () => {
  const { status, body, headers } = await ask('/?scenario=x')
  expect([status, body]).toEqual([200, '<!doctype html><title>t</title>'])
  expect(headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'cache-control': 'no-cache',
  })
})

test('hashed assets are kept by the browser and wasm has its type', async () => {
  const { headers } = await ask('/assets/a.wasm')
  expect(headers).toMatchObject({
    'content-type': 'application/wasm',
    'cache-control': 'public, max-age=31536000, immutable',
    'content-length': '4',
  })
})

test.each([
  '/../page-secret/key.txt',
  '/%2e%2e/page-secret/key.txt',
  '/..%2fpage-secret%2fkey.txt',
  '/assets/../../page-secret/key.txt',
  '/link.txt',
  '/%00',
  '/%',
  '/missing.js',
  '/assets',
])('%s is not found', async (path) => {
  const { status, body } = await ask(path)
  expect([status, body]).toEqual([404, '404\n'])
})

test('other methods are refused and HEAD sends no body', async () => {
  expect((await ask('/', 'POST')).status).toBe(405)
  expect(await ask('/', 'HEAD')).toMatchObject({ status: 200, body: '' })
})

test('a taken port gives way to the next free one', async () => {
  const taken = Number(new URL(served.url).port)
  const second = await serveFolder(join(base, 'page'), taken)
  expect(Number(new URL(second.url).port)).toBeGreaterThan(taken)
  await second.close()
})

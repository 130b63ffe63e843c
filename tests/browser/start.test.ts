import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, expect, test } from 'vitest'

const tool = ['--import', 'tsx', 'tools/start.ts']
let child: ChildProcess | undefined

afterEach(() => {
  child?.kill('SIGKILL')
})

test('npm start builds, says where the page is, serves it isolated, and ends when asked to', async () => {
  const started = spawn(process.execPath, tool, { env: { ...process.env, PORT: '0' } })
  child = started
  let output = ''
  started.stdout.on('data', (part: Buffer) => (output += part.toString()))
  while (!/http:\S+/.test(output)) await once(started.stdout, 'data')
  const response = await fetch(/http:\S+/.exec(output)![0])
  expect(response.headers.get('cross-origin-embedder-policy')).toBe('require-corp')
  expect(await response.text()).toContain('<div id="app">')
  started.kill('SIGTERM')
  expect(await once(started, 'exit')).toEqual([0, null])
})

test.each(['http', '70000'])('PORT=%s is refused with what to do', (port) => {
  const { status, stderr } = spawnSync(process.execPath, tool, { env: { ...process.env, PORT: port }, encoding: 'utf8' })
  expect(status).toBe(2)
  expect(stderr).toContain('whole number from 0 to 65535')
})

import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { openBidi, type BidiSession } from './bidi.ts'

/** A page in a Firefox of its own, without a window. */
export interface FirefoxPage {
  readonly version: string
  goto(url: string): Promise<void>
  /** The value of an expression (or what it promises) that JSON can hold; rejects with what it throws. */
  evaluate<T>(expression: string): Promise<T>
  close(): Promise<void>
}

/** Nothing is fetched from outside, nothing is asked. */
const preferences = {
  'app.update.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'toolkit.telemetry.enabled': false,
}

/** Starts Firefox on an empty profile and opens a session over WebDriver BiDi. */
export async function openFirefox(program: string): Promise<FirefoxPage> {
  const profile = mkdtempSync(join(tmpdir(), 'voltwin-firefox-'))
  const lines = Object.entries(preferences).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${value})`)
  writeFileSync(join(profile, 'user.js'), lines.join('\n'))
  const flags = ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0', 'about:blank']
  // The profile is its home as well: a Firefox of root refuses a home that is another user's.
  const browser = spawn(program, flags, { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, HOME: profile } })
  const leave = () => end(browser, profile)
  try {
    const session = await openBidi(`${await addressOf(browser)}/session`)
    return await openPage(session, leave)
  } catch (error) {
    await leave()
    throw error
  }
}

/** Firefox says on standard error where it listens. */
async function addressOf(browser: ChildProcess): Promise<string> {
  // One that says nothing is ended, which ends its lines.
  const patience = setTimeout(() => browser.kill('SIGKILL'), 120_000)
  try {
    return await readAddress(browser.stderr!)
  } finally {
    clearTimeout(patience)
  }
}

async function readAddress(errors: Readable): Promise<string> {
  for await (const line of createInterface({ input: errors })) {
    const address = /WebDriver BiDi listening on (ws:\S+)/.exec(line)?.[1]
    if (address === undefined) continue
    // Read on, or it would wait for room to write.
    errors.resume()
    return address
  }
  throw new Error('Firefox ended before it listened for WebDriver BiDi: set FIREFOX_PATH to a newer one.')
}

async function openPage(session: BidiSession, leave: () => Promise<void>): Promise<FirefoxPage> {
  const { capabilities } = await session.send<{ capabilities: { browserVersion: string } }>('session.new', { capabilities: {} })
  const { contexts } = await session.send<{ contexts: readonly { context: string }[] }>('browsingContext.getTree', {})
  const context = contexts[0].context
  return {
    version: capabilities.browserVersion,
    goto: async (url) => void (await session.send('browsingContext.navigate', { context, url, wait: 'complete' })),
    evaluate: async <T>(expression: string) => JSON.parse(await evaluate(session, context, expression)) as T,
    close: async () => {
      // It closes itself and what a wrapper started; one that does not answer, or has gone, is ended.
      const closed = session.send('browser.close', {}).catch(() => undefined)
      await Promise.race([closed, wait(5000, null, { ref: false })])
      session.close()
      await leave()
    },
  }
}

type Evaluated =
  | { readonly type: 'success'; readonly result: { readonly value: string } }
  | { readonly type: 'exception'; readonly exceptionDetails: { readonly text: string } }

async function evaluate(session: BidiSession, context: string, expression: string): Promise<string> {
  const answer = await session.send<Evaluated>('script.evaluate', {
    expression: `Promise.resolve(${expression}).then(JSON.stringify)`,
    target: { context },
    awaitPromise: true,
  })
  if (answer.type === 'exception') throw new Error(answer.exceptionDetails.text)
  return answer.result.value
}

async function end(browser: ChildProcess, profile: string): Promise<void> {
  if (browser.exitCode === null && browser.signalCode === null) {
    const ended = once(browser, 'exit')
    const patience = setTimeout(() => browser.kill('SIGKILL'), 10_000)
    browser.kill()
    await ended
    clearTimeout(patience)
  }
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
}

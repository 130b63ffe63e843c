import { spawnSync } from 'node:child_process'
import { chromiumRemedy, ensureChromium } from './chromium.ts'

// In CI a missing browser is a failure: the browser tests then run, fail and say so. Elsewhere they are skipped, visibly.
if (!ensureChromium()) console.warn(`${chromiumRemedy}\n`)
const vitest = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...process.argv.slice(2)], { stdio: 'inherit' })
process.exitCode = vitest.status ?? 1

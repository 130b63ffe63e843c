/** Runs the tests and the checks and counts what really happened: each test and each check is one. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'

const hasShared = existsSync('../shared/data')
const total = { passed: 0, failed: 0, skipped: 0 }

function runScript(...words) {
  const { status } = spawnSync('npm', ['run', ...words], { stdio: ['ignore', 'inherit', 'inherit'], shell: process.platform === 'win32' })
  return status === 0
}

function readReport(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null
}

function countTests(report) {
  for (const file of report?.testResults ?? []) {
    if (file.status === 'failed' && !file.assertionResults.some((one) => one.status === 'failed')) {
      total.failed++
      console.log(`failed as a whole: ${file.name}`)
    }
    for (const { status, fullName } of file.assertionResults) {
      if (status === 'passed') total.passed++
      else if (status === 'failed') total.failed++
      else countSkipped(fullName)
    }
  }
}

/** Where the shared data is present nothing may be passed over; only a test that names the GPU may miss its machine, and one of `--redis` its server. */
function countSkipped(fullName) {
  const isFailure = hasShared && !/\bGPU\b|--redis\b/.test(fullName)
  total[isFailure ? 'failed' : 'skipped']++
  console.log(`${isFailure ? 'FAILED, skipped although its data is here' : 'skipped'}: ${fullName}`)
}

const reports = { tests: '.build/tests.json', checks: '.build/checks.json' }
for (const path of Object.values(reports)) rmSync(path, { force: true })
if (!hasShared) console.log('../shared is absent: the conformance suites that read it are skipped')

const hasTestsPassed = runScript('test', '--', '--reporter=default', '--reporter=json', `--outputFile.json=${reports.tests}`)
countTests(readReport(reports.tests))
if (!hasTestsPassed && total.failed === 0) total.failed++

const hasChecksPassed = runScript('check')
const checks = readReport(reports.checks) ?? { passed: 0, failed: 0 }
total.passed += checks.passed
total.failed += hasChecksPassed ? checks.failed : Math.max(1, checks.failed)

process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)

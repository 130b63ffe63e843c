import { spawn } from 'node:child_process'
import { constants } from 'node:os'

const hugePages = 'glibc.malloc.hugetlb=1'

/**
 * Runs the same command once more with memory in huge pages, which glibc asks Linux for only where the environment says so before a program begins, and
 * passes signals on to it. Answers its exit status; `null` where that is no Linux, or somebody has tuned glibc already.
 */
export async function runWithHugePages() {
  if (process.platform !== 'linux' || process.env['GLIBC_TUNABLES'] !== undefined) return null
  const child = spawn(process.execPath, [...process.execArgv, ...process.argv.slice(1)], {
    stdio: 'inherit',
    env: { ...process.env, GLIBC_TUNABLES: hugePages },
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (status, signal) => resolve(status ?? 128 + constants.signals[signal]))
  })
}

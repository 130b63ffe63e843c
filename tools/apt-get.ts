import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** Whether Debian's packages can be installed without a question: as root, where apt-get is. */
export function canInstall(): boolean {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
}

/** Installs packages of Debian. What apt-get says goes to standard error, so that standard output stays the program's own. */
export function installPackages(...names: string[]): void {
  runAptGet('update')
  runAptGet('install', '-y', '--no-install-recommends', ...names)
}

function runAptGet(...words: string[]): void {
  spawnSync('apt-get', ['-qq', ...words], {
    stdio: ['ignore', process.stderr.fd, 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
}

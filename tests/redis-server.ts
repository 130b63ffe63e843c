import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

const redisRemedy =
  'No Redis found: the tests of voltwin sweep --redis cannot run. Install redis-server (Debian: apt-get install redis-server) or valkey-server.'

const programs = ['redis-server', 'valkey-server']

/** The server's program, installed first where that needs no question (root on Debian); `null` where there is none. */
export function ensureRedis(): string | null {
  const find = () => programs.find((name) => spawnSync(name, ['--version']).status === 0) ?? null
  if (find() !== null) return find()
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    for (const call of [['update'], ['install', '-y', '--no-install-recommends', 'redis-server']])
      spawnSync('apt-get', ['-qq', ...call], { stdio: 'ignore', env })
  }
  const found = find()
  if (found === null) console.warn(redisRemedy)
  return found
}

/** A server of our own on this machine only, which keeps nothing: stopped, it has forgotten all. */
export interface RedisServer {
  readonly url: string
  readonly start: () => Promise<void>
  readonly stop: () => Promise<void>
}

export async function createRedis(program: string, folder: string): Promise<RedisServer> {
  const port = await findFreePort()
  let child: ChildProcess | null = null
  return {
    url: `redis://127.0.0.1:${port}`,
    start: async () => {
      const words = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder]
      child = spawn(program, words, { stdio: 'ignore' })
      while (!(await answers(port))) await sleep(50)
    },
    stop: async () => {
      if (child === null || child.exitCode !== null) return
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return typeof address === 'object' && address !== null ? address.port : 0
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => (socket.destroy(), resolve(true)))
    socket.on('error', () => resolve(false))
  })
}

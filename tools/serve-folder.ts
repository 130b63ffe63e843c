import { createReadStream } from 'node:fs'
import { realpath, stat } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { extname, join, sep } from 'node:path'

/** SharedArrayBuffer needs the first two; the policy keeps the page from asking any other host for anything. */
export const pageHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Content-Security-Policy': [
    "default-src 'self'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "worker-src 'self' blob:",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "connect-src 'self' data: blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
} as const

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
}

export interface ServedFolder {
  /** Address with a trailing slash, for example `http://127.0.0.1:4173/`. */
  readonly url: string
  close(): Promise<void>
}

/**
 * Serves a folder's files on 127.0.0.1 to this machine only. A taken port gives way to the next free one (at most 100 further);
 * port 0 takes any free port. Throws when the folder does not exist or no port is free.
 */
export async function serveFolder(folder: string, port = 4173): Promise<ServedFolder> {
  const root = await realpath(folder)
  const server = createServer((request, response) => {
    answer(root, request, response).catch(() => {
      if (response.headersSent) response.destroy()
      else refuse(response, 500)
    })
  })
  const taken = await listenFrom(server, port)
  return { url: `http://127.0.0.1:${taken}/`, close: () => close(server) }
}

async function listenFrom(server: Server, first: number): Promise<number> {
  for (let port = first; port <= Math.min(first + 100, 65_535); port++) {
    if (await tryListen(server, port)) return (server.address() as { port: number }).port
  }
  throw new Error(`no free port from ${first} to ${first + 100}: set PORT to another one`)
}

function tryListen(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' || error.code === 'EACCES' ? resolve(false) : reject(error))
    server.once('error', fail)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', fail)
      resolve(true)
    })
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

async function answer(root: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405)
  const file = await findFile(root, request.url ?? '/')
  if (file === null) return refuse(response, 404)
  response.writeHead(200, {
    ...pageHeaders,
    'Content-Type': mediaTypes[extname(file.path)] ?? 'application/octet-stream',
    'Content-Length': file.size,
    // Vite puts a content hash in every name under assets/; everything else may change at any time.
    'Cache-Control': file.path.startsWith(join(root, 'assets') + sep) ? 'public, max-age=31536000, immutable' : 'no-cache',
  })
  if (request.method === 'HEAD') response.end()
  else
    createReadStream(file.path)
      .on('error', () => response.destroy())
      .pipe(response)
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { ...pageHeaders, 'Content-Type': 'text/plain; charset=utf-8', ...(status === 405 && { Allow: 'GET, HEAD' }) })
  response.end(`${status}\n`)
}

/** The real file behind an address, or `null`: also for anything that would leave the folder, by dots or by a link. */
async function findFile(root: string, address: string): Promise<{ path: string; size: number } | null> {
  try {
    const name = decodeURIComponent(address.replace(/[?#].*$/, ''))
    const path = await realpath(join(root, name.endsWith('/') ? `${name}index.html` : name))
    const found = await stat(path)
    return path.startsWith(root + sep) && found.isFile() ? { path, size: found.size } : null
  } catch {
    return null
  }
}

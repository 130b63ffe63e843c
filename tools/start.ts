import { build } from 'vite'
import { serveFolder } from './serve-folder.ts'

const port = Number(process.env['PORT'] ?? 4173)
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error(`PORT is ${process.env['PORT']}: set it to a whole number from 0 to 65535, or leave it out for 4173`)
  process.exit(2)
}

await build({ logLevel: 'warn' })
const served = await serveFolder('dist', port)
console.log(`voltwin is at ${served.url} (Ctrl+C ends it)`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void served.close().then(() => process.exit(0))
  })
}

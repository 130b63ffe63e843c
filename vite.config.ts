import { defineConfig } from 'vite'
import { writeEngineBuild } from './tools/engine-build-plugin.ts'
import { pageHeaders } from './tools/serve-folder.ts'

// The developer's server injects inline scripts and a socket, so it takes the isolation headers but not the content policy.
const { 'Content-Security-Policy': _policy, ...isolationHeaders } = pageHeaders

export default defineConfig({
  server: { host: '127.0.0.1', headers: isolationHeaders },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [writeEngineBuild()],
  worker: { format: 'es', plugins: () => [writeEngineBuild()] },
  build: { target: 'es2023', chunkSizeWarningLimit: 1000 },
})

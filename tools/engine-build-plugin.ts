import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'
import { hashEngine, isEngineSource } from '../cli/engine-build.ts'

const target = fileURLToPath(new URL('../viz/engine-build.ts', import.meta.url)).replaceAll('\\', '/')

/** Writes the hash of the engine's sources into the page and its workers, and anew when one of them changes under the developer's server. */
export function writeEngineBuild(): Plugin {
  return {
    name: 'engine-build',
    load: (id) => (id.split('?')[0] === target ? `export const engineBuild = ${JSON.stringify(hashEngine())}` : null),
    handleHotUpdate: ({ file, server }) => {
      if (!isEngineSource(file)) return
      for (const module of server.moduleGraph.getModulesByFile(target) ?? []) server.moduleGraph.invalidateModule(module)
    },
  }
}

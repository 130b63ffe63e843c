export { checkManifest, createManifest, hashManifest, hashSources, parseManifest, schemaVersion } from './manifest.ts'
export type { Manifest, SourceFile } from './manifest.ts'

export { engineFiles } from './engine-files.ts'
export { openBrowserStore, type EngineFiles } from './browser-store.ts'

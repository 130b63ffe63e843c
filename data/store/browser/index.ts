export { openBrowserStore, type EngineFiles } from './browser-store.ts'

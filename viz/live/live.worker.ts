import { expose, releaseProxy } from 'comlink'
import type { Remote } from 'comlink'
import { createLiveApi } from './live.api.ts'
import type { LiveOptions, LiveProgress } from './live-types.ts'
import type { LiveSettings } from '../../twin/live/index.ts'

const api = createLiveApi()

expose({
  ...api,
  open: (file: Blob, name: string, options: LiveOptions, settings: LiveSettings, onProgress: Remote<(progress: LiveProgress) => void>) =>
    api.open(file, name, options, settings, (progress) => void onProgress(progress)).finally(() => onProgress[releaseProxy]()),
})

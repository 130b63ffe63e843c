import { expose, releaseProxy } from 'comlink'
import type { Remote } from 'comlink'
import { createLearnApi } from './learn.api.ts'
import type { LearnProgress } from './learn-types.ts'
import type { LearnSettings } from './settings.ts'

const api = createLearnApi({
  open: async () => {
    const [{ createTrainer, openBackend }, { wasmFiles }] = await Promise.all([
      import('../../ml/train/index.ts'),
      import('../../ml/train/wasm-files.ts'),
    ])
    await openBackend('wasm', wasmFiles)
    return createTrainer
  },
})

expose({
  ...api,
  train: async (settings: LearnSettings, onProgress: Remote<(progress: LearnProgress) => void>) => {
    let said: Promise<unknown> = Promise.resolve()
    const outcome = await api.train(settings, (progress) => {
      said = onProgress(progress)
    })
    // The page hears the last losses before it hears of the end.
    await said
    onProgress[releaseProxy]()
    return outcome
  },
})

import { expose, releaseProxy, transfer } from 'comlink'
import type { Remote } from 'comlink'
import { buffersOfCity, buffersOfInside, buffersOfInspection, buffersOfWindow } from './buffers.ts'
import { engineBuild } from './engine-build.ts'
import { openKpiStore } from './kpi-store.ts'
import type { CityChoice, RunProgress, RunRequest } from './run-api.ts'
import { asideName } from './run-pool-names.ts'
import { createRunApi } from './run.api.ts'
import { openRunFolders, openTableVault } from './vault/index.ts'

const api = createRunApi(openKpiStore(self.name !== asideName), engineBuild, openTableVault(), openRunFolders())

expose({
  ...api,
  start: (request: RunRequest, onProgress: Remote<(progress: RunProgress) => void>) =>
    api.start(request, (progress) => void onProgress(progress)).finally(() => onProgress[releaseProxy]()),
  stream: (request: RunRequest, everyDays: number, onProgress: Remote<(progress: RunProgress) => void>) =>
    api.stream(request, everyDays, (progress) => void onProgress(progress)).finally(() => onProgress[releaseProxy]()),
  describeCity: async (choice: CityChoice, onProgress: Remote<(readBytes: number) => void>) => {
    const answer = await api.describeCity(choice, (readBytes) => void onProgress(readBytes)).finally(() => onProgress[releaseProxy]())
    return answer.city ? transfer(answer, buffersOfCity(answer.city)) : answer
  },
  describeOwn: (request: RunRequest, onProgress: Remote<(shareFrac: number) => void>) =>
    api.describeOwn(request, (shareFrac) => void onProgress(shareFrac)).finally(() => onProgress[releaseProxy]()),
  window: async (...call: Parameters<typeof api.window>) => {
    const window = await api.window(...call)
    return window && transfer(window, buffersOfWindow(window))
  },
  snapshotAt: async (timeMs: number) => {
    const start = await api.snapshotAt(timeMs)
    return start && transfer(start, [start.snapshot])
  },
  lookInside: async (...call: Parameters<typeof api.lookInside>) => {
    const inside = await api.lookInside(...call)
    return inside && transfer(inside, buffersOfInside(inside))
  },
  inspect: async (...call: Parameters<typeof api.inspect>) => {
    const inspection = await api.inspect(...call)
    return inspection && transfer(inspection, buffersOfInspection(inspection))
  },
})

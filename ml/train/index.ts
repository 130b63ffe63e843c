export { openBackend } from './backend.ts'
export type { BackendName, WasmFiles } from './backend.ts'
export { createTrainer } from './trainer.ts'
export type { EpochLoss, Trainer, TrainSettings } from './trainer.ts'

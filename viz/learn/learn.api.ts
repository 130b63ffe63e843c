import type { Parsed } from '../../data/columns/index.ts'
import {
  CellRole,
  coverFleet,
  judgeNet,
  nameModel,
  parseModel,
  pickFeatures,
  rangesOf,
  rowsOfRole,
  splitCells,
  writeModel,
} from '../../ml/index.ts'
import type { DataSet, Judgement } from '../../ml/index.ts'
import type { EpochLoss, Trainer, TrainSettings } from '../../ml/train/index.ts'
import { pause } from '../pause.ts'
import type { LearnApi, LearnProgress, LearnReport, SourceAnswer, Trained, TrainOutcome } from './learn-types.ts'
import { checkSettings, type LearnSettings } from './settings.ts'
import { readRecord, readTables, type Reading } from './source.ts'

/** How training is done: the part that needs TensorFlow.js, loaded when it is first wanted. */
export interface TrainingHands {
  /** Makes the backend ready; answers how to make a trainer. Throws where there is no backend. */
  readonly open: () => Promise<(data: DataSet, roles: Uint8Array, settings: TrainSettings) => Trainer>
}

/** Work between two pauses in which a message can come in, and between two reports. */
const pauseMs = 25
const reportMs = 150

/** Learning behind the door: one source and one training at a time. A later training ends the one before. */
export function createLearnApi(hands: TrainingHands): LearnApi {
  let reading: Reading | null = null
  const control = createControl()
  const take = (next: Reading): SourceAnswer => {
    // What cannot be learned from takes nothing away.
    if (next.data !== null) reading = next
    return { source: next.source, columns: next.columns, problems: next.problems }
  }
  return {
    readRun: async (record, name) => take(readRecord(record, name)),
    readFiles: async (files, options) => take(await readTables(files, options)),
    train: async (settings, onProgress) => {
      try {
        return reading === null ? noSource : await train({ reading, hands, control, onProgress }, settings)
      } catch (error) {
        return { kind: 'failed', message: error instanceof Error ? error.message : String(error) }
      }
    },
    pause: control.pause,
    goOn: control.goOn,
    stop: control.stop,
    judge: async (text, settings) => judgeText(reading, text, settings),
    cover: async (ranges, record) => coverFleet(ranges, record),
  }
}

const noSource: TrainOutcome = {
  kind: 'refused',
  problems: [{ code: 'no-source', place: 'Data', value: '', remedy: 'Choose the run at hand or drop tables of cells first.' }],
}

interface Control {
  readonly begin: () => { readonly isOver: () => boolean; readonly whenFree: () => Promise<void> | null }
  readonly pause: () => void
  readonly goOn: () => void
  readonly stop: () => void
}

/** Pause, go on and stop of the training under way; each training has its own turn. */
function createControl(): Control {
  let turn = 0
  let stopped = 0
  let free: Promise<void> | null = null
  let release = () => {}
  const goOn = () => {
    release()
    free = null
  }
  return {
    begin: () => {
      goOn()
      const own = ++turn
      return { isOver: () => own !== turn || stopped >= own, whenFree: () => free }
    },
    pause: () => {
      free ??= new Promise((resolve) => (release = resolve))
    },
    goOn,
    stop: () => {
      stopped = turn
      goOn()
    },
  }
}

interface Work {
  readonly reading: Reading
  readonly hands: TrainingHands
  readonly control: Control
  readonly onProgress: (progress: LearnProgress) => void
}

async function train({ reading, hands, control, onProgress }: Work, settings: LearnSettings): Promise<TrainOutcome> {
  const turn = control.begin()
  const { problems } = checkSettings(settings, reading.source!)
  if (problems.length > 0) return { kind: 'refused', problems }
  const full = reading.data!
  const data = pickFeatures(full, settings.features)
  const roles = splitCells(data, settings)
  const training = rowsOfRole(data, roles, CellRole.training)
  if (training.filter((row) => data.isAtLeast[row] === 0).length < 2) {
    const remedy =
      'No cell with a known end is left to learn from. Lower the shares of test and validation cells, choose another seed, or give more cells.'
    return {
      kind: 'refused',
      problems: [{ code: 'no-training-rows', place: 'settings.testFrac', value: `${training.length} rows`, remedy }],
    }
  }
  const open = await hands.open()
  const trainer = open(data, roles, trainSettings(settings, training.length))
  try {
    const epochs = await runEpochs(trainer, settings.epochs, turn, onProgress)
    if (epochs.done === 0) return { kind: 'stopped' }
    const net = trainer.best()
    const judged = judgeNet(full, roles, net)
    const report: LearnReport = {
      source: reading.source!,
      settings,
      epochs: epochs.done,
      bestEpoch: epochs.best,
      judgement: judged.value!,
      ranges: rangesOf(data, training),
    }
    return { kind: 'trained', trained: { ...nameTrained(net, report), isWhole: epochs.done === settings.epochs, report } }
  } finally {
    trainer.dispose()
  }
}

/** More rows take larger batches, so that an epoch is about as many steps. */
function trainSettings({ hidden, learningRate, weightDecay, seed }: LearnSettings, rows: number): TrainSettings {
  const batchRows = Math.min(512, Math.max(8, 2 ** Math.round(Math.log2(rows / 60))))
  return { hidden, activation: 'tanh', batchRows, learningRate, weightDecay, seed }
}

/** Epoch after epoch, with pauses in which messages come in; ends early when the turn is over. */
async function runEpochs(
  trainer: Trainer,
  wanted: number,
  turn: ReturnType<Control['begin']>,
  onProgress: (progress: LearnProgress) => void,
): Promise<{ readonly done: number; readonly best: number }> {
  let best = 0
  let workMs = 0
  let [pausedAt, reportedAt] = [performance.now(), 0]
  let unsaid: EpochLoss[] = []
  const report = () => {
    const [first] = unsaid
    if (first === undefined) return
    const done = unsaid.at(-1)!.epoch
    const [training, validation] = [unsaid.map((loss) => loss.training), unsaid.map((loss) => loss.validation)]
    onProgress({ from: first.epoch, training, validation, bestEpoch: best, leftMs: (workMs / done) * (wanted - done) })
    unsaid = []
  }
  let done = 0
  while (done < wanted && !turn.isOver()) {
    const from = performance.now()
    const loss = trainer.runEpoch()
    done = loss.epoch
    if (loss.isBest) best = done
    unsaid.push(loss)
    const now = performance.now()
    workMs += now - from
    if (now - reportedAt > reportMs) {
      report()
      reportedAt = now
    }
    if (now - pausedAt < pauseMs) continue
    await pause()
    if (turn.whenFree() !== null) report()
    await turn.whenFree()
    pausedAt = performance.now()
  }
  report()
  return { done, best }
}

function nameTrained(net: Parameters<typeof nameModel>[0], report: LearnReport): Omit<Trained, 'isWhole' | 'report'> {
  const { source, settings, epochs, bestEpoch, judgement } = report
  const errors = judgement.splits.map(({ name, net: { rmse } }) => [`rmse ${name}`, Number(rmse.toPrecision(4))] as const)
  const name = `${source.name}: net of seed ${settings.seed}`
  const notes = {
    source: source.name,
    kind: source.kind,
    cells: source.cells,
    rows: source.rows,
    seed: settings.seed,
    backend: 'wasm',
    epochs,
    bestEpoch,
    hidden: settings.hidden.join(', '),
    learningRate: settings.learningRate,
    weightDecay: settings.weightDecay,
    ...Object.fromEntries(errors),
  }
  const model = nameModel(net, { name, notes })
  return { hash: model.hash, name, text: writeModel(model) }
}

function judgeText(reading: Reading | null, text: string, settings: LearnSettings): Parsed<Judgement> {
  const { value, problems } = parseModel(text)
  if (value === null || reading === null) return { value: null, problems }
  const data = reading.data!
  if (value.net.target.unit !== data.target.unit) {
    const remedy = `The model answers in ${value.net.target.unit || 'another unit'}, these data in ${data.target.unit || 'another unit'}: take data of its kind.`
    return { value: null, problems: [{ code: 'other-target', place: data.name, value: value.net.target.name, remedy }] }
  }
  return judgeNet(data, splitCells(data, settings), value.net)
}

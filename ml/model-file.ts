import type { Parsed, Problem } from '../data/columns/index.ts'
import { createHash } from '../sim/hash/index.ts'
import { activations } from './net.ts'
import type { Activation, DenseLayer, Net } from './net.ts'

const formatName = 'voltwin-model'
const formatVersion = 1
/** Limits on what a file may ask for. */
const maxUnits = 4096
const maxLayers = 16

/** How a model came to be, for people: it decides nothing. */
export interface ModelOrigin {
  readonly name: string
  /** Numbers and names, for example rows, cells, seed, backend, errors. */
  readonly notes: Readonly<Record<string, string | number>>
}

export interface SavedModel extends ModelOrigin {
  readonly net: Net
  /** 16 hex digits over all that decides its answers. */
  readonly hash: string
}

/** Content hash of a net: features by name, scalers, target and every weight. Names and notes for people do not count. */
export function hashNet({ features, featureScalers, target, targetScaler, layers }: Net): string {
  const hash = createHash()
  hash.addString(`${formatName} ${formatVersion}`)
  features.forEach(({ name }, i) => {
    hash.addString(name)
    hash.addNumber(featureScalers[i].mean)
    hash.addNumber(featureScalers[i].scale)
  })
  hash.addString(`${target.unit} ${target.transform}`)
  hash.addNumber(targetScaler.mean)
  hash.addNumber(targetScaler.scale)
  for (const { activation, weights, bias } of layers) {
    hash.addString(activation)
    hash.addColumn(weights, 0, weights.length)
    hash.addColumn(bias, 0, bias.length)
  }
  return hash.digest()
}

/** A net with its name and hash. */
export function nameModel(net: Net, origin: ModelOrigin): SavedModel {
  return { ...origin, net, hash: hashNet(net) }
}

/** The file of a model, as JSON. Numbers are written so that they come back bit by bit. */
export function writeModel({ name, notes, hash, net }: SavedModel): string {
  const { features, featureScalers, target, targetScaler, layers } = net
  return JSON.stringify({
    format: formatName,
    version: formatVersion,
    hash,
    name,
    notes,
    features: features.map((feature, i) => ({ ...feature, ...featureScalers[i] })),
    target: { ...target, ...targetScaler },
    layers: layers.map(({ units, activation, weights, bias }) => ({ units, activation, weights: [...weights], bias: [...bias] })),
  })
}

/** Reads a model's file. Everything wrong is reported; a file whose content is not what its hash says is refused. */
export function parseModel(text: string): Parsed<SavedModel> {
  const json = readObject(text)
  if (json === null) return refuse('not-json', 'model', text.slice(0, 80), 'Give a model file as Learn saves it: a JSON object.')
  if (json['format'] !== formatName) return refuse('wrong-format', 'format', say(json['format']), `Give a file of format ${formatName}.`)
  if (json['version'] !== formatVersion)
    return refuse(
      'newer-version',
      'version',
      say(json['version']),
      `This build reads version ${formatVersion}: use the Voltwin that wrote the file.`,
    )
  const problems: Problem[] = []
  const net = readNet(json, problems)
  if (net === null || problems.length > 0) return { value: null, problems }
  const hash = hashNet(net)
  if (json['hash'] !== hash)
    return refuse(
      'other-content',
      'hash',
      say(json['hash']),
      `The content has the hash ${hash}: the file was changed after it was saved. Save it again.`,
    )
  return {
    value: { net, hash, name: typeof json['name'] === 'string' ? json['name'] : 'model', notes: readNotes(json['notes']) },
    problems: [],
  }
}

type Loose = Readonly<Record<string, unknown>>

function readObject(text: string): Loose | null {
  try {
    const json: unknown = JSON.parse(text)
    return isLoose(json) ? json : null
  } catch {
    return null
  }
}

function isLoose(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function say(value: unknown): string {
  return value === undefined ? '' : (JSON.stringify(value) ?? '').slice(0, 80)
}

function refuse(code: string, place: string, value: string, remedy: string): Parsed<SavedModel> {
  return { value: null, problems: [{ code, place, value, remedy }] }
}

function readNotes(notes: unknown): ModelOrigin['notes'] {
  const entries = isLoose(notes) ? Object.entries(notes) : []
  return Object.fromEntries(entries.filter((entry): entry is [string, string | number] => ['string', 'number'].includes(typeof entry[1])))
}

function readNet(json: Loose, problems: Problem[]): Net | null {
  const complain = (place: string, value: unknown, remedy: string) =>
    void problems.push({ code: 'bad-model', place, value: say(value), remedy })
  const features = Array.isArray(json['features']) ? json['features'] : []
  const { target } = json
  if (features.length === 0 || features.length > maxUnits || !features.every(isScaled))
    complain('features', json['features'], 'Give at least one feature with name, mean and scale > 0.')
  if (!isScaled(target) || typeof target['unit'] !== 'string' || !['none', 'log'].includes(String(target['transform'])))
    complain('target', target, 'Give a target with name, unit, transform (none or log), mean and scale > 0.')
  const layers = readLayers(json['layers'], features.length, complain)
  if (problems.length > 0) return null
  const scalerOf = ({ mean, scale }: Loose) => ({ mean: mean as number, scale: scale as number })
  const { name, unit, transform } = target as { name: string; unit: string; transform: 'none' | 'log' }
  return {
    features: (features as Loose[]).map((f) => ({
      name: textOf(f['name']),
      unit: textOf(f['unit']),
      meaning: textOf(f['meaning']),
    })),
    featureScalers: (features as Loose[]).map(scalerOf),
    target: { name, unit, transform },
    targetScaler: scalerOf(target as Loose),
    layers,
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function isScaled(value: unknown): value is Loose {
  return (
    isLoose(value) &&
    typeof value['name'] === 'string' &&
    Number.isFinite(value['mean']) &&
    Number.isFinite(value['scale']) &&
    Number(value['scale']) > 0
  )
}

function readLayers(list: unknown, features: number, complain: (place: string, value: unknown, remedy: string) => void): DenseLayer[] {
  if (!Array.isArray(list) || list.length === 0 || list.length > maxLayers) {
    complain('layers', list, `Give 1 to ${maxLayers} layers.`)
    return []
  }
  let inputs = features
  return list.flatMap((layer: unknown, k): DenseLayer[] => {
    const units = isLoose(layer) ? layer['units'] : undefined
    const isLast = k === list.length - 1
    if (
      !isLoose(layer) ||
      typeof units !== 'number' ||
      !Number.isInteger(units) ||
      units < 1 ||
      units > maxUnits ||
      (isLast && units !== 1)
    ) {
      complain(`layers.${k}.units`, units, `Give a whole number of units from 1 to ${maxUnits}; the last layer has 1.`)
      return []
    }
    if (!activations.includes(layer['activation'] as Activation))
      complain(`layers.${k}.activation`, layer['activation'], `Write one of: ${activations.join(', ')}.`)
    const weights = numbersOf(layer['weights'], inputs * units)
    const bias = numbersOf(layer['bias'], units)
    if (weights === null) complain(`layers.${k}.weights`, lengthOf(layer['weights']), `Give ${inputs * units} finite numbers.`)
    if (bias === null) complain(`layers.${k}.bias`, lengthOf(layer['bias']), `Give ${units} finite numbers.`)
    const read = {
      inputs,
      units,
      activation: layer['activation'] as Activation,
      weights: weights ?? new Float64Array(0),
      bias: bias ?? new Float64Array(0),
    }
    inputs = units
    return [read]
  })
}

function numbersOf(list: unknown, length: number): Float64Array | null {
  return Array.isArray(list) && list.length === length && list.every((value) => Number.isFinite(value))
    ? Float64Array.from(list as number[])
    : null
}

function lengthOf(list: unknown): string {
  return Array.isArray(list) ? `${list.length} entries` : say(list)
}

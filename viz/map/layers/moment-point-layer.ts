import { Layer, picking, project32, type DefaultProps, type LayerProps, type UpdateParameters } from '@deck.gl/core'
import { Geometry, Model } from '@luma.gl/engine'
import type { Moment, Vec4 } from '../moment.ts'
import { momentPointFragment, momentPointUniforms, momentPointVertex } from './moment-point-shader.ts'

interface OwnProps {
  /** Read at each draw, so that the clock moves without new props. */
  moment: Moment
  /** Points that travel within their span: `getTo` instead of `getSpread`. */
  isMoving: boolean
  /** Five even stops between `levelFrom` and `levelTo`. */
  ramp: readonly Vec4[]
  levelFrom: number
  levelTo: number
  /** Where the level is NaN. */
  unknown: Vec4
  edge: Vec4
  edgeWidth: number
  mark: Vec4
  /** Id of the row to mark; −1 for none. */
  selected: number
  /** Pixels at a zoom. */
  radiusAt: (zoom: number) => number
  spreadAt: (zoom: number) => number
}

const white: Vec4 = [1, 1, 1, 1]

const defaultProps: DefaultProps<OwnProps> = {
  moment: { type: 'object', value: { timeS: 0, tailS: 0 }, compare: false },
  isMoving: false,
  ramp: { type: 'array', value: [white, white, white, white, white], compare: false },
  levelFrom: 0,
  levelTo: 1,
  unknown: { type: 'array', value: white, compare: false },
  edge: { type: 'array', value: white, compare: false },
  edgeWidth: 0,
  mark: { type: 'array', value: white, compare: false },
  selected: -1,
  radiusAt: { type: 'function', value: () => 3, compare: false },
  spreadAt: { type: 'function', value: () => 0, compare: false },
}

/** Points by their span of time; see the shader. Data comes as binary attributes only: getFrom, getTo, getSpan, getSpread, getLevel, getIds. */
export class MomentPointLayer extends Layer<OwnProps & LayerProps> {
  static override layerName = 'MomentPointLayer'
  static override defaultProps = defaultProps
  declare state: { model?: Model }

  override getShaders(): object {
    const defines = this.props.isMoving ? { MOVES: true } : {}
    return super.getShaders({
      vs: momentPointVertex,
      fs: momentPointFragment,
      modules: [project32, picking, momentPointUniforms],
      defines,
    }) as object
  }

  override initializeState(): void {
    const attributes = this.getAttributeManager()!
    attributes.addInstanced({
      instanceFrom: { size: 2, accessor: 'getFrom' },
      instanceLevel: { size: 1, accessor: 'getLevel' },
      instanceIds: { size: 1, accessor: 'getIds' },
      instanceSpan: { size: 2, accessor: 'getSpan' },
    })
    if (this.props.isMoving) attributes.addInstanced({ instanceTo: { size: 2, accessor: 'getTo' } })
    else attributes.addInstanced({ instanceSpread: { size: 2, accessor: 'getSpread' } })
  }

  override updateState(params: UpdateParameters<this>): void {
    super.updateState(params)
    if (params.changeFlags.extensionsChanged) {
      this.state.model?.destroy()
      this.state.model = this.createModel()
      this.getAttributeManager()!.invalidateAll()
    }
  }

  override draw(): void {
    const { ramp, levelFrom, levelTo, unknown, edge, edgeWidth, mark, selected, moment } = this.props
    const { zoom } = this.context.viewport
    const model = this.state.model!
    model.shaderInputs.setProps({
      momentPoint: {
        ramp0: ramp[0],
        ramp1: ramp[1],
        ramp2: ramp[2],
        ramp3: ramp[3],
        ramp4: ramp[4],
        unknown,
        edge,
        mark,
        levelFrom,
        levelTo,
        timeS: moment.timeS,
        selected,
        radius: this.props.radiusAt(zoom),
        edgeWidth,
        spread: this.props.spreadAt(zoom),
      },
    })
    model.draw(this.context.renderPass)
  }

  private createModel(): Model {
    return new Model(this.context.device, {
      ...this.getShaders(),
      id: this.props.id,
      bufferLayout: this.getAttributeManager()!.getBufferLayouts(),
      geometry: new Geometry({
        topology: 'triangle-strip',
        attributes: { positions: { size: 3, value: new Float32Array([-1, -1, 0, 1, -1, 0, -1, 1, 0, 1, 1, 0]) } },
      }),
      isInstanced: true,
    })
  }
}

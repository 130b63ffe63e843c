import { Layer, picking, project32, type DefaultProps, type LayerProps, type UpdateParameters } from '@deck.gl/core'
import { Geometry, Model } from '@luma.gl/engine'
import type { Moment, Vec4 } from '../moment.ts'
import { momentLineFragment, momentLineUniforms, momentLineVertex } from './moment-line-shader.ts'

interface OwnProps {
  /** Read at each draw, so that the clock moves without new props. */
  moment: Moment
  /** By level: below one half and above. */
  inks: readonly [Vec4, Vec4]
  /** Pixels at a zoom. */
  widthAt: (zoom: number) => number
}

const white: Vec4 = [1, 1, 1, 1]

const defaultProps: DefaultProps<OwnProps> = {
  moment: { type: 'object', value: { timeS: 0, tailS: 0 }, compare: false },
  inks: { type: 'array', value: [white, white], compare: false },
  widthAt: { type: 'function', value: () => 2, compare: false },
}

/** Driven ways that fade; see the shader. Data comes as binary attributes only: getFrom, getTo, getSpan, getLevel. */
export class MomentLineLayer extends Layer<OwnProps & LayerProps> {
  static override layerName = 'MomentLineLayer'
  static override defaultProps = defaultProps
  declare state: { model?: Model }

  override getShaders(): object {
    return super.getShaders({
      vs: momentLineVertex,
      fs: momentLineFragment,
      modules: [project32, picking, momentLineUniforms],
    }) as object
  }

  override initializeState(): void {
    this.getAttributeManager()!.addInstanced({
      instanceFrom: { size: 2, accessor: 'getFrom' },
      instanceTo: { size: 2, accessor: 'getTo' },
      instanceSpan: { size: 2, accessor: 'getSpan' },
      instanceLevel: { size: 1, accessor: 'getLevel' },
    })
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
    const { inks, moment } = this.props
    const model = this.state.model!
    const width = this.props.widthAt(this.context.viewport.zoom)
    model.shaderInputs.setProps({ momentLine: { ink0: inks[0], ink1: inks[1], timeS: moment.timeS, tailS: moment.tailS, width } })
    model.draw(this.context.renderPass)
  }

  private createModel(): Model {
    return new Model(this.context.device, {
      ...this.getShaders(),
      id: this.props.id,
      bufferLayout: this.getAttributeManager()!.getBufferLayouts(),
      geometry: new Geometry({
        topology: 'triangle-strip',
        attributes: { positions: { size: 3, value: new Float32Array([0, -1, 0, 0, 1, 0, 1, -1, 0, 1, 1, 0]) } },
      }),
      isInstanced: true,
    })
  }
}

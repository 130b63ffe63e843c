import type { DefaultProps, LayerProps } from '@deck.gl/core'
import { legsBetween, type LegRows } from '../../moments/index.ts'
import type { Moment, Vec4 } from '../moment.ts'
import { momentPointFragment, momentPointUniforms, momentPointVertex } from './moment-point-shader.ts'
import { rowDefaults, RowLayer, type RowLook, type RowProps, type VertexRange } from './row-layer.ts'

interface OwnProps {
  /** Read at each draw, so that the clock moves without new props. */
  readonly moment: Moment
  /** Rows are legs, which travel within their span; else stays. */
  readonly isMoving: boolean
  /** Five even stops between `levelFrom` and `levelTo`. */
  readonly ramp: readonly Vec4[]
  readonly levelFrom: number
  readonly levelTo: number
  /** Where the level is below 0. */
  readonly unknown: Vec4
  readonly edge: Vec4
  readonly edgeWidth: number
  readonly mark: Vec4
  /** Id of the row to mark; −1 for none. */
  readonly selected: number
  /** Pixels at a zoom. */
  readonly radiusAt: (zoom: number) => number
  readonly spreadAt: (zoom: number) => number
}

const white: Vec4 = [1, 1, 1, 1]

const defaultProps: DefaultProps<OwnProps & RowProps> = {
  ...rowDefaults,
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

const still: RowLook = {
  vs: momentPointVertex,
  fs: momentPointFragment,
  uniforms: momentPointUniforms,
  topology: 'point-list',
}
const moving: RowLook = { ...still, defines: { MOVES: true } }

/** Points by their span of time; see the shader. */
export class MomentPointLayer extends RowLayer<OwnProps> {
  static override layerName = 'MomentPointLayer'
  static override defaultProps = defaultProps as DefaultProps<LayerProps>

  protected override look(): RowLook {
    return this.props.isMoving ? moving : still
  }

  override draw(): void {
    const { ramp, levelFrom, levelTo, unknown, edge, edgeWidth, mark, selected, moment } = this.props
    const { zoom } = this.context.viewport
    const [ramp0, ramp1, ramp2, ramp3, ramp4] = ramp
    const [radius, spread] = [this.props.radiusAt(zoom), this.props.spreadAt(zoom)]
    const colours = { ramp0, ramp1, ramp2, ramp3, ramp4, unknown, edge, mark }
    const numbers = { levelFrom, levelTo, timeS: moment.timeS, selected, radius, edgeWidth, spread }
    this.drawRange({ momentPoint: { ...colours, ...numbers } }, this.range())
  }

  /** Stays last long: all are drawn. Of legs those of the moment. */
  private range(): VertexRange {
    const { rows, isMoving, moment } = this.props
    if (!isMoving) return { firstVertex: 0, vertexCount: rows.count }
    const [first, end] = legsBetween(rows as LegRows, moment.timeS, moment.timeS)
    return { firstVertex: first, vertexCount: end - first }
  }
}

import type { DefaultProps, LayerProps } from '@deck.gl/core'
import { legsBetween, type LegRows } from '../../moments/index.ts'
import type { Moment, Vec4 } from '../moment.ts'
import { momentLineFragment, momentLineUniforms, momentLineVertex } from './moment-line-shader.ts'
import { rowDefaults, RowLayer, type RowLook, type RowProps } from './row-layer.ts'

interface OwnProps {
  /** Read at each draw, so that the clock moves without new props. */
  readonly moment: Moment
  /** By vehicle: the first, and all others. */
  readonly inks: readonly [Vec4, Vec4]
  /** Pixels at a zoom. */
  readonly widthAt: (zoom: number) => number
}

const white: Vec4 = [1, 1, 1, 1]

const defaultProps: DefaultProps<OwnProps & RowProps> = {
  ...rowDefaults,
  moment: { type: 'object', value: { timeS: 0, tailS: 0 }, compare: false },
  inks: { type: 'array', value: [white, white], compare: false },
  widthAt: { type: 'function', value: () => 2, compare: false },
}

const line: RowLook = { vs: momentLineVertex, fs: momentLineFragment, uniforms: momentLineUniforms, topology: 'triangle-list' }

/** Driven ways that fade; see the shader. */
export class MomentLineLayer extends RowLayer<OwnProps> {
  static override layerName = 'MomentLineLayer'
  static override defaultProps = defaultProps as DefaultProps<LayerProps>

  protected override look(): RowLook {
    return line
  }

  override draw(): void {
    const { inks, rows, moment, widthAt } = this.props
    const { timeS, tailS } = moment
    const [first, end] = legsBetween(rows as LegRows, timeS - tailS, timeS)
    const width = widthAt(this.context.viewport.zoom)
    this.drawRange(
      { momentLine: { ink0: inks[0], ink1: inks[1], timeS, tailS, width } },
      { firstVertex: 6 * first, vertexCount: 6 * (end - first) },
    )
  }
}

import type { DefaultProps } from '@deck.gl/core'
import { SolidPolygonLayer } from '@deck.gl/layers'
import type { Vec4 } from '../moment.ts'

/** One colour for a whole layer, as a uniform: changing it, as the light of the hour does, uploads no attribute. */
export interface InkProps {
  readonly ink: Vec4
}

const defaultProps: DefaultProps<InkProps> = { ink: { type: 'array', value: [0, 0, 0, 1], compare: true } }

const inkUniforms = {
  name: 'ink',
  fs: `\
layout(std140) uniform inkUniforms {
  vec4 colour;
} ink;
`,
  uniformTypes: { colour: 'vec4<f32>' },
} as const

export class InkPolygonLayer<DataT> extends SolidPolygonLayer<DataT, InkProps> {
  static override layerName = 'InkPolygonLayer'
  static override defaultProps = defaultProps as DefaultProps

  override getShaders(type: Parameters<SolidPolygonLayer['getShaders']>[0]) {
    const { modules = [], inject, ...shaders } = super.getShaders(type)
    return {
      ...shaders,
      modules: [...modules, inkUniforms],
      inject: { ...inject, 'fs:DECKGL_FILTER_COLOR': 'color.rgb = ink.colour.rgb;' },
    }
  }

  override draw(options: Parameters<SolidPolygonLayer['draw']>[0]): void {
    this.setShaderModuleProps({ ink: { colour: this.props.ink } })
    super.draw(options)
  }
}

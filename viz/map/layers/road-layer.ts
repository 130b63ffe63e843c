import type { DefaultProps, LayerProps } from '@deck.gl/core'
import type { Vec4 } from '../moment.ts'
import { rowDefaults, RowLayer, rowShader, type RowLook, type RowProps } from './row-layer.ts'

interface OwnProps {
  /** By tier, narrowest first, which is the order of the rows. */
  readonly inks: readonly Vec4[]
  /** Rows up to the end of each tier. */
  readonly ends: Vec4
  /** Pixels of each tier at a zoom. */
  readonly widthsAt: (zoom: number) => Vec4
}

const white: Vec4 = [1, 1, 1, 1]

const defaultProps: DefaultProps<OwnProps & RowProps> = {
  ...rowDefaults,
  inks: { type: 'array', value: [white, white, white, white], compare: false },
  ends: { type: 'array', value: white, compare: false },
  widthsAt: { type: 'function', value: () => white, compare: false },
}

const uniforms = `\
layout(std140) uniform roadUniforms {
  vec4 ink0;
  vec4 ink1;
  vec4 ink2;
  vec4 ink3;
  vec4 ends;
  vec4 widths;
} road;
`

const roadUniforms = {
  name: 'road',
  vs: uniforms,
  fs: uniforms,
  uniformTypes: {
    ink0: 'vec4<f32>',
    ink1: 'vec4<f32>',
    ink2: 'vec4<f32>',
    ink3: 'vec4<f32>',
    ends: 'vec4<f32>',
    widths: 'vec4<f32>',
  },
} as const

/**
 * A row is one texel: from, to. Each segment has round ends, so that bends close. It is drawn as one triangle around its rectangle, half
 * of which is discarded: drawing by software pays for vertices and triangles and less for pixels.
 */
const vs = `\
#version 300 es
#define SHADER_NAME road-vertex
${rowShader}
out vec4 vInk;
out vec2 vPixel;
out float vLength;
out float vHalf;

void main(void) {
  int row = gl_VertexID / 3;
  int corner = gl_VertexID - 3 * row;
  // From the rectangle's first corner, twice its length one way and twice its width the other.
  vec2 reach = vec2(corner == 1 ? 2.0 : 0.0, corner == 2 ? 2.0 : 0.0);
  vec4 ends = texelOf(row);
  float at = float(row);
  int tier = at < road.ends.x ? 0 : at < road.ends.y ? 1 : at < road.ends.z ? 2 : 3;
  vInk = tier == 0 ? road.ink0 : tier == 1 ? road.ink1 : tier == 2 ? road.ink2 : road.ink3;
  vHalf = road.widths[tier] / 2.0;
  vec4 a = clipOf(ends.xy);
  vec4 b = clipOf(ends.zw);
  vec2 way = (b.xy / b.w - a.xy / a.w) * project.viewportSize / (2.0 * project.devicePixelRatio);
  vLength = length(way);
  vec2 along = vLength > 0.0 ? way / vLength : vec2(1.0, 0.0);
  float outer = vHalf + 0.5;
  vPixel = reach * vec2(vLength + 2.0 * outer, 2.0 * outer) - outer;
  gl_Position = a;
  gl_Position.xy += project_pixel_size_to_clipspace(along * vPixel.x + vec2(along.y, -along.x) * vPixel.y);
}
`

const fs = `\
#version 300 es
#define SHADER_NAME road-fragment
precision highp float;
in vec4 vInk;
in vec2 vPixel;
in float vLength;
in float vHalf;
out vec4 fragColor;

void main(void) {
  float away = length(vec2(vPixel.x - clamp(vPixel.x, 0.0, vLength), vPixel.y));
  fragColor = vec4(vInk.rgb, vInk.a * clamp(vHalf + 0.5 - away, 0.0, 1.0));
  if (fragColor.a < 0.003) discard;
}
`

const look: RowLook = { vs, fs, uniforms: roadUniforms, topology: 'triangle-list' }

/** All roads in one draw, the wide ones over the narrow. */
export class RoadLayer extends RowLayer<OwnProps> {
  static override layerName = 'RoadLayer'
  static override defaultProps = defaultProps as DefaultProps<LayerProps>

  protected override look(): RowLook {
    return look
  }

  override draw(): void {
    const { inks, ends, widthsAt, rows } = this.props
    const [ink0, ink1, ink2, ink3] = inks
    const widths = widthsAt(this.context.viewport.zoom)
    this.drawRange({ road: { ink0, ink1, ink2, ink3, ends, widths } }, { firstVertex: 0, vertexCount: 3 * rows.count })
  }
}

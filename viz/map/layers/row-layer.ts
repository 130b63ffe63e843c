import { Layer, picking, project32, type DefaultProps, type LayerProps, type UpdateParameters } from '@deck.gl/core'
import { Model, type ModelProps } from '@luma.gl/engine'
import { lineTexels, type Rows } from '../../moments/index.ts'
import type { RowTexture, RowTextures } from './row-textures.ts'

export interface RowProps {
  readonly rows: Rows
  /** Who makes and frees the GPU's copy of the rows. */
  readonly textures: RowTextures
}

export const rowDefaults: DefaultProps<RowProps> = {
  rows: { type: 'object', value: { count: 0, texels: new Float32Array(0) }, compare: false },
  textures: { type: 'object', value: null as unknown as RowTextures, compare: false },
}

/** For vertex shaders: a texel of the rows, and for lines the corner of a row's two triangles: x 0 or 1 along, y −1 or 1 across. */
export const rowShader = `\
uniform highp sampler2D rows;

vec4 texelOf(int index) {
  return texelFetch(rows, ivec2(index & ${lineTexels - 1}, index / ${lineTexels}), 0);
}

// Rows are offsets in degrees from their layer's origin: deck.gl's projection without the cases that do not occur here.
vec4 clipOf(vec2 offset) {
  vec2 unitsPerDegree = project.commonUnitsPerWorldUnit.xy + project.commonUnitsPerWorldUnit2.xy * offset.y;
  return project.viewProjectionMatrix * vec4(offset * unitsPerDegree, 0.0, 1.0) + project.center;
}

vec2 cornerOf(int vertex) {
  int corner = vertex < 3 ? vertex : vertex == 3 ? 2 : vertex == 4 ? 1 : 3;
  return vec2(float(corner >> 1), float(corner & 1) * 2.0 - 1.0);
}
`

/** Which vertices of all rows are drawn. */
export interface VertexRange {
  readonly firstVertex: number
  readonly vertexCount: number
}

/** What a kind of rows looks like: its shaders, and how a row becomes vertices. */
export interface RowLook {
  readonly vs: string
  readonly fs: string
  readonly uniforms: object
  readonly topology: 'point-list' | 'triangle-list'
  readonly defines?: Readonly<Record<string, boolean>>
}

/**
 * A layer whose vertices are read from a texture of rows by their number. No instances, because drawing by software pays dearly for each (about
 * 29 µs a point, see docs/decisions/012), and no attributes, so that a moment draws its own rows alone.
 */
export abstract class RowLayer<P extends object> extends Layer<P & RowProps & LayerProps> {
  // deck.gl asks every class for its name, this one too.
  static override layerName = 'RowLayer'
  declare state: { model?: Model; texture?: RowTexture }

  protected abstract look(): RowLook

  override getShaders(): object {
    const { vs, fs, uniforms, defines = {} } = this.look()
    return super.getShaders({ vs, fs, modules: [project32, picking, uniforms], defines }) as object
  }

  override initializeState(): void {
    this.state = {}
  }

  override updateState(params: UpdateParameters<this>): void {
    super.updateState(params)
    const { rows, textures } = params.props
    if (params.changeFlags.extensionsChanged) {
      this.state.model?.destroy()
      this.state.model = this.createModel()
    }
    if (this.state.texture !== undefined && rows === params.oldProps.rows) return
    const before = this.state.texture === undefined ? null : params.oldProps.rows
    this.state.texture = textures.hold(this.context.device, rows)
    textures.upload(rows)
    if (before !== null) textures.release(before)
  }

  override finalizeState(context: this['context']): void {
    if (this.state.texture !== undefined) this.props.textures.release(this.props.rows)
    super.finalizeState(context)
  }

  /** Draws a range of the rows' vertices with the uniforms of the look. */
  protected drawRange(uniforms: Parameters<Model['shaderInputs']['setProps']>[0], { firstVertex, vertexCount }: VertexRange): void {
    const { model, texture } = this.state
    if (model === undefined || texture === undefined || vertexCount === 0) return
    model.shaderInputs.setProps(uniforms)
    model.setBindings({ rows: texture })
    model.setDrawOffsets({ firstVertex, firstIndex: 0 })
    model.setVertexCount(vertexCount)
    model.draw(this.context.renderPass)
  }

  private createModel(): Model {
    return new Model(this.context.device, {
      ...(this.getShaders() as Pick<ModelProps, 'vs' | 'fs'>),
      id: this.props.id,
      topology: this.look().topology,
      isInstanced: false,
    })
  }
}

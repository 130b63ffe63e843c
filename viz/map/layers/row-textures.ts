import type { LayerContext } from '@deck.gl/core'
import { lineTexels, type Rows } from '../../moments/index.ts'

export type Device = LayerContext['device']
export type RowTexture = ReturnType<Device['createTexture']>

interface Held {
  readonly texture: RowTexture
  holders: number
  /** Lines of the texture that are there already. */
  lines: number
}

const lineFloats = 4 * lineTexels

/**
 * The GPU's copies of rows: each is made once, filled at once or some lines a frame, and freed when nobody holds it any more. Whoever holds
 * must release.
 */
export class RowTextures {
  private readonly held = new Map<Float32Array, Held>()

  hold(device: Device, { texels }: Rows): RowTexture {
    const known = this.held.get(texels) ?? this.create(device, texels)
    known.holders++
    return known.texture
  }

  release({ texels }: Rows): void {
    const known = this.held.get(texels)
    if (known === undefined || --known.holders > 0) return
    known.texture.destroy()
    this.held.delete(texels)
  }

  /** Uploads up to so many bytes of rows that are held, but at least a line; answers how many it were. */
  upload({ texels }: Rows, maxBytes = Infinity): number {
    const known = this.held.get(texels)
    if (known === undefined || known.lines === known.texture.height) return 0
    const some = Math.min(known.texture.height - known.lines, Math.max(1, Math.floor(maxBytes / (4 * lineFloats))))
    const part = texels.subarray(known.lines * lineFloats, (known.lines + some) * lineFloats)
    known.texture.writeData(part, { x: 0, y: known.lines, width: lineTexels, height: some })
    known.lines += some
    return part.byteLength
  }

  /** Whether all of the rows is there. */
  isWhole({ texels }: Rows): boolean {
    const known = this.held.get(texels)
    return known !== undefined && known.lines === known.texture.height
  }

  private create(device: Device, texels: Float32Array): Held {
    const texture = device.createTexture({
      format: 'rgba32float',
      width: lineTexels,
      height: texels.length / lineFloats,
      sampler: { minFilter: 'nearest', magFilter: 'nearest' },
    })
    const made = { texture, holders: 0, lines: 0 }
    this.held.set(texels, made)
    return made
  }
}

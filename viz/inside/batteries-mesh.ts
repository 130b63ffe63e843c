import { Color, InstancedMesh, Matrix4, MeshStandardMaterial, type Scene } from 'three'
import type { InsideView } from '../../scenarios/index.ts'
import { colourOfShare } from '../ramp.ts'
import { createUnitBlock, disposeMesh } from './blocks.ts'
import { packEdge } from './floor-plan.ts'
import type { Palette } from './palette.ts'

const matrix = new Matrix4()
const colour = new Color()

/** All batteries of a place: one geometry, one draw. It grows when a place holds more than it has room for. */
export class BatteriesMesh {
  private mesh: InstancedMesh
  private readonly scene: Scene
  /** Edge of each row's pack, metres. */
  edges: Float32Array = new Float32Array(0)

  constructor(scene: Scene, capacity = 64) {
    this.scene = scene
    this.mesh = create(capacity)
    scene.add(this.mesh)
  }

  get count(): number {
    return this.mesh.count
  }

  /** `positions`: three numbers a row, the middle of its foot. */
  fill({ batteries, products }: InsideView, positions: Float32Array, palette: Palette): void {
    const { count, product, soc } = batteries
    if (count > this.mesh.instanceMatrix.count) this.grow(Math.ceil(count * 1.25))
    this.mesh.count = count
    this.edges = Float32Array.from(product, (kind) => packEdge(products[kind].massKg))
    for (let row = 0; row < count; row++) {
      const edge = this.edges[row]
      matrix.makeScale(edge * 1.12, edge, edge * 0.92)
      this.mesh.setMatrixAt(row, matrix.setPosition(positions[3 * row], positions[3 * row + 1], positions[3 * row + 2]))
      this.mesh.setColorAt(row, colourOf(soc[row], palette))
    }
    this.mesh.instanceMatrix.needsUpdate = true
    if (this.mesh.instanceColor) this.mesh.instanceColor.needsUpdate = true
  }

  private grow(capacity: number): void {
    disposeMesh(this.mesh)
    this.mesh = create(capacity)
    this.scene.add(this.mesh)
  }

  dispose(): void {
    disposeMesh(this.mesh)
  }
}

function create(capacity: number): InstancedMesh {
  const mesh = new InstancedMesh(createUnitBlock(), new MeshStandardMaterial({ roughness: 0.55, metalness: 0.05 }), capacity)
  Object.assign(mesh, { count: 0, frustumCulled: false, castShadow: true, receiveShadow: true })
  return mesh
}

function colourOf(socFrac: number, palette: Palette): Color {
  if (Number.isNaN(socFrac)) return palette.unknown
  const [red, green, blue] = colourOfShare(palette.theme, socFrac)
  return colour.setRGB(red / 255, green / 255, blue / 255, 'srgb')
}

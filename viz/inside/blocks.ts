import { BoxGeometry, Color, InstancedMesh, Matrix4, MeshLambertMaterial, type BufferGeometry } from 'three'

/** One upright block of the drawing: middle of its foot, sizes, colour. Metres. */
export interface Block {
  readonly at: readonly [x: number, y: number, z: number]
  readonly size: readonly [width: number, height: number, depth: number]
  readonly colour: Color
}

const matrix = new Matrix4()

/** A unit block that stands on its origin. */
export function createUnitBlock(): BoxGeometry {
  return new BoxGeometry(1, 1, 1).translate(0, 0.5, 0)
}

/** Many blocks as one mesh, which is one draw. The mesh owns geometry and material: see `disposeMesh`. */
export function createBlocks(blocks: readonly Block[], geometry: BufferGeometry = createUnitBlock()): InstancedMesh {
  const mesh = new InstancedMesh(geometry, new MeshLambertMaterial(), Math.max(1, blocks.length))
  mesh.count = blocks.length
  blocks.forEach(({ at, size, colour }, row) => {
    mesh.setMatrixAt(row, matrix.makeScale(...size).setPosition(...at))
    mesh.setColorAt(row, colour)
  })
  mesh.frustumCulled = false
  mesh.castShadow = true
  mesh.receiveShadow = true
  return mesh
}

/** Gives everything of a mesh back to the GPU. */
export function disposeMesh(mesh: InstancedMesh): void {
  mesh.removeFromParent()
  mesh.geometry.dispose()
  const { material } = mesh
  if (!Array.isArray(material)) material.dispose()
  mesh.dispose()
}

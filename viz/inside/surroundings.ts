import {
  CapsuleGeometry,
  SphereGeometry,
  DirectionalLight,
  HemisphereLight,
  Mesh,
  MeshLambertMaterial,
  PlaneGeometry,
  type BufferGeometry,
  type InstancedMesh,
  type Scene,
} from 'three'
import { mergeGeometries } from 'three/addons/utils/BufferGeometryUtils.js'
import type { InsideView } from '../../scenarios/index.ts'
import { createBlocks, createUnitBlock, disposeMesh, type Block } from './blocks.ts'
import { buildChargers, buildHall, outlineOf, parkVehicles, standPeople } from './building.ts'
import type { FloorPlan } from './floor-plan.ts'
import type { Palette } from './palette.ts'
import type { Slots } from './slots.ts'
import { buildVehicle } from './vehicles.ts'

/** Light, floor and everything that stands around the batteries: each kind is one mesh. */
export class Surroundings {
  private readonly scene: Scene
  private readonly sky = new HemisphereLight()
  private readonly sun = new DirectionalLight()
  private readonly floor = new Mesh(new PlaneGeometry(1, 1).rotateX(-Math.PI / 2), new MeshLambertMaterial())
  private readonly groups = new Map<string, InstancedMesh>()

  constructor(scene: Scene) {
    this.scene = scene
    this.floor.receiveShadow = true
    this.sun.castShadow = true
    this.sun.shadow.mapSize.set(2048, 2048)
    Object.assign(this.sun.shadow, { radius: 5, bias: -0.0006, normalBias: 0.02, intensity: 0.55 })
    scene.add(this.sky, this.sun, this.sun.target, this.floor)
  }

  light(palette: Palette): void {
    this.sky.color.copy(palette.sky)
    this.sky.groundColor.copy(palette.bounce)
    this.sky.intensity = palette.skyIntensity
    this.sun.intensity = palette.sunIntensity
    this.floor.material.color.copy(palette.floor)
    this.scene.background = palette.ground
  }

  /** What stands as long as the plan does. */
  build(plan: FloorPlan, kind: number, palette: Palette): void {
    const { left, right, back, front } = outlineOf(plan)
    const [width, depth] = [right - left, front - back + plan.rampDepth]
    this.floor.position.set((left + right) / 2, 0, back + depth / 2)
    this.floor.scale.set(width + 0.4, 1, depth + 0.4)
    const reach = Math.hypot(width, depth) / 2 + 2
    this.sun.target.position.copy(this.floor.position)
    this.sun.position.set(this.floor.position.x - reach * 0.55, reach * 1.5 + 4, this.floor.position.z + reach * 0.75)
    Object.assign(this.sun.shadow.camera, { left: -reach, right: reach, top: reach, bottom: -reach, near: 0.5, far: reach * 5 + 10 })
    this.sun.shadow.camera.updateProjectionMatrix()
    this.replace('hall', buildHall(plan, kind, palette))
  }

  /** What changes with the moment: chargers, people, vehicles. */
  fill(view: InsideView, slots: Slots, palette: Palette): void {
    this.replace('chargers', buildChargers(view, slots, palette))
    const people = standPeople(view, slots.plan).map(({ x, z, isBusy }): Block => ({
      at: [x, 0, z],
      size: [1, 1, 1],
      colour: isBusy ? palette.accent : palette.person,
    }))
    this.replace('people', people, createPerson())
    const vehicles = parkVehicles(view, slots.plan)
    this.replace(
      'vehicles',
      vehicles.flatMap(({ x, z, vehicle }) => buildVehicle(x, z, vehicle, palette)),
    )
  }

  private replace(name: string, blocks: readonly Block[], geometry: BufferGeometry = createUnitBlock()): void {
    const old = this.groups.get(name)
    if (old) disposeMesh(old)
    const mesh = createBlocks(blocks, geometry)
    mesh.visible = blocks.length > 0
    this.groups.set(name, mesh)
    this.scene.add(mesh)
  }

  dispose(): void {
    for (const mesh of this.groups.values()) disposeMesh(mesh)
    this.floor.geometry.dispose()
    this.floor.material.dispose()
    this.sun.dispose()
    this.sky.dispose()
  }
}

/** A figure without a face: it says that somebody is there, not who. */
function createPerson(): BufferGeometry {
  const parts = [new CapsuleGeometry(0.2, 0.95, 4, 14).translate(0, 0.68, 0), new SphereGeometry(0.15, 14, 10).translate(0, 1.56, 0)]
  const person = mergeGeometries(parts)
  for (const part of parts) part.dispose()
  return person
}

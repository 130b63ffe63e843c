import { PerspectiveCamera, Vector3 } from 'three'
import { OrbitControls } from 'three/addons/controls/OrbitControls.js'
import { outlineOf } from './building.ts'
import type { FloorPlan } from './floor-plan.ts'
import type { Ray } from './ray.ts'

/** Nearly level, so that nobody looks from below the floor; and not quite from above, where the turn has no side. */
const polar = { least: 0.05, most: 1.5 } as const
const up = new Vector3(0, 1, 0)
const fromFront = new Vector3(0.16, 0.66, 0.73).normalize()

/** Where the drawing is looked at from: by mouse, touch and keys. No motion goes on by itself. */
export class Look {
  readonly camera = new PerspectiveCamera(32, 1, 0.1, 600)
  private readonly controls: OrbitControls
  private readonly canvas: HTMLCanvasElement
  /** The person has taken the camera: another size does not put it back. */
  isHeld = false

  constructor(canvas: HTMLCanvasElement, onChange: () => void) {
    this.canvas = canvas
    this.controls = new OrbitControls(this.camera, canvas)
    Object.assign(this.controls, { enableDamping: false, maxPolarAngle: polar.most, minDistance: 1.5, zoomSpeed: 0.8 })
    this.controls.addEventListener('change', onChange)
    this.controls.addEventListener('start', () => (this.isHeld = true))
  }

  resize(width: number, height: number): void {
    this.camera.aspect = width / height
    this.camera.updateProjectionMatrix()
  }

  /** The whole place, from the right of its front. */
  fit(plan: FloorPlan): void {
    this.isHeld = false
    const { left, right, back, front } = outlineOf(plan)
    const end = front + plan.rampDepth
    const corners = [left, right].flatMap((x) => [back, end].flatMap((z) => [0, 2.6].map((y) => new Vector3(x, y, z))))
    let distance = Math.hypot(right - left, end - back) * 1.4 + 2
    this.controls.maxDistance = distance * 3
    this.controls.target.set((left + right) / 2, 0.7, (back + end) / 2)
    // A few steps to the distance at which the corners fill the picture.
    for (let step = 0; step < 6; step++) {
      this.camera.position.copy(this.controls.target).addScaledVector(fromFront, distance)
      this.camera.lookAt(this.controls.target)
      this.camera.far = distance * 6
      this.camera.updateProjectionMatrix()
      this.camera.updateMatrixWorld()
      const reach = corners.map((corner) => corner.clone().project(this.camera)).map(({ x, y }) => Math.max(Math.abs(x), Math.abs(y)))
      distance *= (reach.reduce((a, b) => Math.max(a, b), 0) / 0.95) ** 0.8
    }
    this.controls.update()
  }

  /** Turns around the middle, radians. */
  orbit(right: number, higher: number): void {
    const offset = this.camera.position.clone().sub(this.controls.target).applyAxisAngle(up, right)
    const radius = offset.length()
    const angle = Math.min(polar.most, Math.max(polar.least, Math.acos(offset.y / radius) - higher))
    const flat = Math.hypot(offset.x, offset.z) || 1
    const [x, z] = [offset.x / flat, offset.z / flat]
    offset.set(x * radius * Math.sin(angle), radius * Math.cos(angle), z * radius * Math.sin(angle))
    this.moveTo(offset)
  }

  zoom(factor: number): void {
    const offset = this.camera.position.clone().sub(this.controls.target)
    const { minDistance, maxDistance } = this.controls
    this.moveTo(offset.setLength(Math.min(maxDistance, Math.max(minDistance, offset.length() / factor))))
  }

  private moveTo(offset: Vector3): void {
    this.isHeld = true
    this.camera.position.copy(this.controls.target).add(offset)
    this.controls.update()
  }

  /** Line of sight through a pixel from the top left corner. */
  rayAt(x: number, y: number): Ray {
    const { clientWidth, clientHeight } = this.canvas
    const to = new Vector3((2 * x) / clientWidth - 1, 1 - (2 * y) / clientHeight, 0.5).unproject(this.camera).sub(this.camera.position)
    return { from: this.camera.position.toArray(), to: to.normalize().toArray() }
  }

  /** Pixel of a point, and whether it lies before the camera. */
  project(x: number, y: number, z: number): { readonly x: number; readonly y: number; readonly isAhead: boolean } {
    const at = new Vector3(x, y, z).project(this.camera)
    return { x: ((at.x + 1) / 2) * this.canvas.clientWidth, y: ((1 - at.y) / 2) * this.canvas.clientHeight, isAhead: at.z < 1 }
  }

  dispose(): void {
    this.controls.dispose()
  }
}

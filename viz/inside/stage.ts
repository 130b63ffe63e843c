import { BoxGeometry, EdgesGeometry, LineBasicMaterial, LineSegments, PCFShadowMap, Scene, WebGLRenderer } from 'three'
import type { InsideView } from '../../scenarios/index.ts'
import type { Theme } from '../theme.ts'
import { BatteriesMesh } from './batteries-mesh.ts'
import { planFloor, type FloorPlan } from './floor-plan.ts'
import { Look } from './look.ts'
import { readPalette, type Palette } from './palette.ts'
import { firstHit } from './ray.ts'
import { assignSlots, placeBatteries, type Slots } from './slots.ts'
import { Surroundings } from './surroundings.ts'

export interface StageEvents {
  /** A picture was drawn: what lies over it moves along. */
  readonly onDrawn: () => void
  /** The GPU took its context away: what was made is dead. */
  readonly onLost: () => void
}

/** A place drawn on a canvas, until it is destroyed. It draws when something changes, never by itself. */
export class InsideStage {
  private readonly canvas: HTMLCanvasElement
  private readonly events: StageEvents
  private readonly renderer: WebGLRenderer
  private readonly scene = new Scene()
  private readonly look: Look
  private readonly surroundings: Surroundings
  private readonly batteries: BatteriesMesh
  private readonly frame = new LineSegments(new EdgesGeometry(new BoxGeometry(1, 1, 1).translate(0, 0.5, 0)), new LineBasicMaterial())
  private palette: Palette
  private view: InsideView | null = null
  private slots: Slots | null = null
  private positions: Float32Array = new Float32Array(0)
  private marked: number | null = null
  private pending = 0

  /** Throws where there is no WebGL. */
  constructor(canvas: HTMLCanvasElement, theme: Theme, events: StageEvents) {
    this.canvas = canvas
    this.events = events
    this.renderer = createRenderer(canvas)
    this.look = new Look(canvas, this.request)
    this.surroundings = new Surroundings(this.scene)
    this.batteries = new BatteriesMesh(this.scene)
    this.palette = readPalette(canvas, theme)
    this.frame.visible = false
    this.scene.add(this.frame)
    this.light()
    canvas.addEventListener('webglcontextlost', this.lose)
  }

  /** Draws a moment; the camera stays, but for another place. */
  show(view: InsideView): void {
    const isOther = this.view === null || this.view.place !== view.place || this.view.run !== view.run
    const before = this.slots?.plan ?? null
    const plan = planFloor(view, isOther ? null : before)
    this.view = view
    this.slots = assignSlots(view, plan, this.slots)
    this.positions = placeBatteries(view, this.slots)
    if (plan !== before) this.surroundings.build(plan, view.kind, this.palette)
    this.fill()
    if (isOther) this.fit()
  }

  setTheme(theme: Theme): void {
    if (theme === this.palette.theme && this.view === null) return
    this.palette = readPalette(this.canvas, theme)
    this.light()
    if (this.view === null || this.slots === null) return
    this.surroundings.build(this.slots.plan, this.view.kind, this.palette)
    this.fill()
  }

  private light(): void {
    this.surroundings.light(this.palette)
    this.frame.material.color.copy(this.palette.accent)
  }

  private fill(): void {
    if (this.view === null || this.slots === null) return
    this.surroundings.fill(this.view, this.slots, this.palette)
    this.batteries.fill(this.view, this.positions, this.palette)
    this.renderer.shadowMap.needsUpdate = true
    this.mark(this.marked)
  }

  /** Frames a battery of the moment on screen, or none. */
  mark(battery: number | null): void {
    this.marked = battery
    const row = battery === null || this.view === null ? -1 : this.view.batteries.battery.indexOf(battery)
    this.frame.visible = row >= 0
    if (row >= 0) {
      const edge = this.batteries.edges[row] * 1.25
      const [x, y, z] = this.positions.subarray(3 * row, 3 * row + 3)
      this.frame.position.set(x, y - edge * 0.08, z)
      this.frame.scale.set(edge * 1.05, edge, edge)
    }
    this.request()
  }

  /** Battery under a pixel from the top left corner; `null` where there is none. */
  pickAt(x: number, y: number): number | null {
    if (this.view === null) return null
    const row = firstHit(this.look.rayAt(x, y), this.positions, this.batteries.edges)
    return row < 0 ? null : this.view.batteries.battery[row]
  }

  fit(): void {
    if (this.slots !== null) this.look.fit(this.slots.plan)
    this.request()
  }

  /** Turns around the middle, radians: to the right, and upwards. */
  orbit(right: number, up: number): void {
    this.look.orbit(right, up)
    this.request()
  }

  zoom(factor: number): void {
    this.look.zoom(factor)
    this.request()
  }

  /** Pixel of a point of the drawing. */
  project(x: number, y: number, z: number) {
    return this.look.project(x, y, z)
  }

  /** Pixels of the picture's width on the page. */
  width(): number {
    return this.canvas.clientWidth
  }

  plan(): FloorPlan | null {
    return this.slots?.plan ?? null
  }

  /** Draw calls of the last picture, and what the renderer keeps on the GPU. */
  info() {
    const { render, memory } = this.renderer.info
    return { calls: render.calls, batteries: this.batteries.count, geometries: memory.geometries, textures: memory.textures }
  }

  resize(width: number, height: number): void {
    if (width === 0 || height === 0) return
    this.renderer.setSize(width, height, false)
    this.look.resize(width, height)
    if (!this.look.isHeld) this.fit()
    this.request()
  }

  private readonly request = (): void => {
    if (this.pending === 0) this.pending = requestAnimationFrame(this.draw)
  }

  private readonly draw = (): void => {
    this.pending = 0
    this.renderer.render(this.scene, this.look.camera)
    this.events.onDrawn()
  }

  private readonly lose = (event: Event): void => {
    event.preventDefault()
    this.events.onLost()
  }

  /** Gives everything back to the GPU, the context too: a browser has few of them. */
  destroy(): void {
    cancelAnimationFrame(this.pending)
    this.canvas.removeEventListener('webglcontextlost', this.lose)
    this.look.dispose()
    this.batteries.dispose()
    this.surroundings.dispose()
    this.frame.geometry.dispose()
    this.frame.material.dispose()
    this.renderer.dispose()
    this.renderer.forceContextLoss()
  }
}

/** The context is asked for here, so that where there is none nothing is written to the console. */
function createRenderer(canvas: HTMLCanvasElement): WebGLRenderer {
  const context = canvas.getContext('webgl2', { antialias: true, alpha: false, stencil: false })
  if (context === null) throw new Error('no WebGL')
  const renderer = new WebGLRenderer({ canvas, context, alpha: false })
  renderer.setPixelRatio(Math.min(2, devicePixelRatio))
  Object.assign(renderer.shadowMap, { enabled: true, type: PCFShadowMap, autoUpdate: false })
  return renderer
}

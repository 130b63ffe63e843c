import type { Page } from 'playwright-core'

/** What a page gave to the GPU. Uniforms are apart: a tick of the clock may change those and nothing else. */
export interface Uploads {
  readonly attributeCalls: number
  readonly attributeBytes: number
  readonly uniformCalls: number
  readonly textureCalls: number
  readonly textureBytes: number
  readonly draws: number
  readonly reads: number
}

/** Counts what the page uploads from here on; must be called before the page loads. */
export async function watchUploads(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const uploads = { attributeCalls: 0, attributeBytes: 0, uniformCalls: 0, textureCalls: 0, textureBytes: 0, draws: 0, reads: 0 }
    const gl = WebGL2RenderingContext.prototype
    const bound = new Map<number, WebGLBuffer | null>()
    const uniforms = new WeakSet<WebGLBuffer>()
    const note = (target: number, buffer: WebGLBuffer | null) => {
      if (target === gl.UNIFORM_BUFFER && buffer !== null) uniforms.add(buffer)
    }
    const count = (target: number, data: unknown) => {
      const buffer = bound.get(target) ?? null
      const isUniform = buffer !== null && uniforms.has(buffer)
      uploads[isUniform ? 'uniformCalls' : 'attributeCalls']++
      if (isUniform) return
      uploads.attributeBytes += typeof data === 'number' ? data : ((data as ArrayBufferView | null)?.byteLength ?? 0)
    }
    const patch = (name: string, before: (...inputs: unknown[]) => void) => {
      const original = Reflect.get(gl, name) as (...inputs: unknown[]) => unknown
      Reflect.set(gl, name, function (this: unknown, ...inputs: unknown[]) {
        before(...inputs)
        return original.apply(this, inputs)
      })
    }
    patch('bindBuffer', (target, buffer) => {
      bound.set(target as number, buffer as WebGLBuffer | null)
      note(target as number, buffer as WebGLBuffer | null)
    })
    for (const name of ['bindBufferBase', 'bindBufferRange'])
      patch(name, (target, _index, buffer) => note(target as number, buffer as WebGLBuffer | null))
    patch('bufferData', (target, data) => count(target as number, data))
    patch('bufferSubData', (target, _offset, data) => count(target as number, data))
    const countTexture = (...inputs: unknown[]) => {
      uploads.textureCalls++
      uploads.textureBytes += inputs.reduce((sum: number, input) => sum + (ArrayBuffer.isView(input) ? input.byteLength : 0), 0)
    }
    for (const name of ['texImage2D', 'texSubImage2D', 'texStorage2D']) patch(name, countTexture)
    for (const name of ['drawArrays', 'drawArraysInstanced', 'drawElements', 'drawElementsInstanced'])
      patch(name, () => void uploads.draws++)
    patch('readPixels', () => void uploads.reads++)
    window.uploads = uploads
  })
}

/** What was counted so far. */
export function readUploads(page: Page): Promise<Uploads> {
  return page.evaluate(() => ({ ...window.uploads }))
}

/** What a page has asked of the GPU and not given back. */
export interface Kept {
  /** Buffers that were made at all. */
  readonly created: number
  readonly buffers: number
  readonly arrays: number
  /** Contexts that are neither lost nor given back nor collected. */
  readonly contexts: number
}

/** Counts what is made and given back; must be called before the page loads. */
export async function watchKept(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const made: WeakRef<WebGL2RenderingContext>[] = []
    const isHeld = (context: WebGL2RenderingContext | undefined) => context !== undefined && !context.isContextLost()
    const kept = {
      created: 0,
      buffers: 0,
      arrays: 0,
      // Asked and not told: a canvas that is collected as garbage hears no more of its loss.
      get contexts() {
        return made.filter((context) => isHeld(context.deref())).length
      },
    }
    const patch = (owner: object, name: string, after: (result: unknown, inputs: unknown[]) => void) => {
      const original = Reflect.get(owner, name) as (...inputs: unknown[]) => unknown
      Reflect.set(owner, name, function (this: unknown, ...inputs: unknown[]) {
        const result = original.apply(this, inputs)
        after(result, inputs)
        return result
      })
    }
    const gl = WebGL2RenderingContext.prototype
    patch(gl, 'createBuffer', () => (kept.created++, kept.buffers++))
    patch(gl, 'deleteBuffer', (_, [buffer]) => buffer && kept.buffers--)
    patch(gl, 'createVertexArray', () => kept.arrays++)
    patch(gl, 'deleteVertexArray', (_, [array]) => array && kept.arrays--)
    const seen = new WeakSet<object>()
    patch(HTMLCanvasElement.prototype, 'getContext', (context) => {
      if (!(context instanceof WebGL2RenderingContext) || seen.has(context)) return
      seen.add(context)
      made.push(new WeakRef(context))
    })
    Reflect.set(window, 'gpuKept', kept)
  })
}

export function readKept(page: Page): Promise<Kept> {
  return page.evaluate(() => ({ ...(Reflect.get(window, 'gpuKept') as Kept) }))
}

/** Where the map looks: centre in degrees, zoom in powers of two (0 shows the world on 512 pixels). North is always up. */
export interface Camera {
  readonly longitude: number
  readonly latitude: number
  readonly zoom: number
}

export interface Size {
  readonly width: number
  readonly height: number
}

/** Pixels to keep free at each side, for what lies over the map. */
export interface Margins {
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly left: number
}

export type Bounds = readonly [west: number, south: number, east: number, north: number]

export const zoomLimits = { min: 8, max: 18 } as const
const worldPixels = 512
const degrees = Math.PI / 180

const mercatorOf = (latDeg: number) => (Math.log(Math.tan(Math.PI / 4 + (latDeg * degrees) / 2)) / Math.PI) * 180
const latitudeOf = (mercatorDeg: number) => (2 * Math.atan(Math.exp(mercatorDeg * degrees)) - Math.PI / 2) / degrees

/** Pixels per degree of longitude at a zoom. */
export function pixelsPerLon(zoom: number): number {
  return (worldPixels * 2 ** zoom) / 360
}

/** The camera that shows bounds whole, as large as the margins allow. */
export function fitBounds([west, south, east, north]: Bounds, { width, height }: Size, margins: Margins): Camera {
  const [low, high] = [mercatorOf(south), mercatorOf(north)]
  const freeWidth = Math.max(40, width - margins.left - margins.right)
  const freeHeight = Math.max(40, height - margins.top - margins.bottom)
  const scale = Math.min(freeWidth / Math.max(east - west, 1e-6), freeHeight / Math.max(high - low, 1e-6))
  const zoom = clampZoom(Math.log2((scale * 360) / worldPixels))
  const perDegree = pixelsPerLon(zoom)
  return {
    longitude: (west + east) / 2 - (margins.left - margins.right) / 2 / perDegree,
    latitude: latitudeOf((low + high) / 2 + (margins.top - margins.bottom) / 2 / perDegree),
    zoom,
  }
}

/** Moves the picture by pixels: right and down are positive for where the camera goes. */
export function panCamera(camera: Camera, rightPixels: number, downPixels: number): Camera {
  const perDegree = pixelsPerLon(camera.zoom)
  return {
    longitude: camera.longitude + rightPixels / perDegree,
    latitude: latitudeOf(mercatorOf(camera.latitude) - downPixels / perDegree),
    zoom: camera.zoom,
  }
}

export function zoomCamera(camera: Camera, steps: number): Camera {
  return { ...camera, zoom: clampZoom(camera.zoom + steps) }
}

/** Zooms by steps so that the point under a pixel stays where it is. */
export function zoomAt(camera: Camera, { width, height }: Size, x: number, y: number, steps: number): Camera {
  const next = zoomCamera(camera, steps)
  const share = 1 - 2 ** (camera.zoom - next.zoom)
  return { ...panCamera(camera, (x - width / 2) * share, (y - height / 2) * share), zoom: next.zoom }
}

/** What a key does to the camera; `fit` for the whole city; `null` where the key is not the map's. */
export function answerKey(key: string, camera: Camera): Camera | 'fit' | null {
  const step = 80
  switch (key) {
    case '+':
    case '=':
      return zoomCamera(camera, 0.5)
    case '-':
      return zoomCamera(camera, -0.5)
    case 'ArrowLeft':
      return panCamera(camera, -step, 0)
    case 'ArrowRight':
      return panCamera(camera, step, 0)
    case 'ArrowUp':
      return panCamera(camera, 0, -step)
    case 'ArrowDown':
      return panCamera(camera, 0, step)
    case '0':
      return 'fit'
    default:
      return null
  }
}

/** Pixel of a point, from the top left corner. */
export function pixelOf(camera: Camera, { width, height }: Size, lonDeg: number, latDeg: number): [x: number, y: number] {
  const perDegree = pixelsPerLon(camera.zoom)
  return [width / 2 + (lonDeg - camera.longitude) * perDegree, height / 2 - (mercatorOf(latDeg) - mercatorOf(camera.latitude)) * perDegree]
}

/** Point under a pixel, degrees. */
export function pointAt(camera: Camera, { width, height }: Size, x: number, y: number): [lonDeg: number, latDeg: number] {
  const moved = panCamera(camera, x - width / 2, y - height / 2)
  return [moved.longitude, moved.latitude]
}

function clampZoom(zoom: number): number {
  return Math.min(zoomLimits.max, Math.max(zoomLimits.min, zoom))
}

import type { Rgb } from './ramp.ts'
import type { Vec4 } from './moment.ts'

/** The map's colours, read from the tokens in map.css and theme.css. Bytes 0..255. */
export interface MapColours {
  readonly land: Rgb
  readonly water: Rgb
  readonly green: Rgb
  /** From the widest tier to the narrowest. */
  readonly roads: readonly [Rgb, Rgb, Rgb, Rgb]
  readonly district: Rgb
  readonly ink: Rgb
  readonly customer: Rgb
  readonly unknown: Rgb
  readonly accent: Rgb
  /** Ways and dots of couriers, by vehicle. */
  readonly vehicles: readonly [Rgb, Rgb]
}

/** Reads the tokens as they stand on an element. A token that is no hex colour is black, which a look at the map shows at once. */
export function readMapColours(element: Element): MapColours {
  const style = getComputedStyle(element)
  const read = (token: string) => parseHex(style.getPropertyValue(token))
  return {
    land: read('--map-land'),
    water: read('--map-water'),
    green: read('--map-green'),
    roads: [read('--map-road-0'), read('--map-road-1'), read('--map-road-2'), read('--map-road-3')],
    district: read('--map-district'),
    ink: read('--ink'),
    customer: read('--map-customer'),
    unknown: read('--map-unknown'),
    accent: read('--accent'),
    vehicles: [read('--map-vehicle-0'), read('--map-vehicle-1')],
  }
}

/** `#rrggbb` or `#rgb` as bytes. */
function parseHex(text: string): Rgb {
  const hex = text.trim().replace(/^#([0-9a-f])([0-9a-f])([0-9a-f])$/i, '#$1$1$2$2$3$3')
  const bytes = /^#([0-9a-f]{6})$/i.exec(hex)?.[1] ?? '000000'
  const value = Number.parseInt(bytes, 16)
  return [value >> 16, (value >> 8) & 255, value & 255]
}

/** Bytes to the shader's 0..1, with alpha. */
export function toVec4([red, green, blue]: Rgb, alpha = 1): Vec4 {
  return [red / 255, green / 255, blue / 255, alpha]
}

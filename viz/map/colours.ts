import type { Rgb } from '../ramp.ts'
import type { Vec4 } from './moment.ts'

/** Colours of what the light of the hour falls on. */
export interface GroundColours {
  readonly land: Rgb
  readonly water: Rgb
  readonly green: Rgb
  /** From the widest tier to the narrowest. */
  readonly roads: readonly [Rgb, Rgb, Rgb, Rgb]
}

/** The map's colours, read from the tokens in map.css and theme.css. Bytes 0..255. */
export interface MapColours extends GroundColours {
  /** The ground by night: darker, its streets lit. */
  readonly night: GroundColours
  readonly district: Rgb
  readonly names: { readonly street: Rgb; readonly water: Rgb; readonly green: Rgb }
  readonly ink: Rgb
  readonly customer: Rgb
  readonly unknown: Rgb
  readonly accent: Rgb
  /** Ends of the diverging scale of marks. */
  readonly more: Rgb
  readonly less: Rgb
  /** Ways and dots of couriers, by vehicle. */
  readonly vehicles: readonly [Rgb, Rgb]
}

/** Reads the tokens as they stand on an element. A token that is no hex colour is black, which a look at the map shows at once. */
export function readMapColours(element: Element): MapColours {
  const style = getComputedStyle(element)
  const read = (token: string) => parseHex(style.getPropertyValue(token))
  const readGround = (head: string): GroundColours => ({
    land: read(`${head}-land`),
    water: read(`${head}-water`),
    green: read(`${head}-green`),
    roads: [read(`${head}-road-0`), read(`${head}-road-1`), read(`${head}-road-2`), read(`${head}-road-3`)],
  })
  return {
    ...readGround('--map'),
    night: readGround('--map-night'),
    district: read('--map-district'),
    names: { street: read('--map-name-street'), water: read('--map-name-water'), green: read('--map-name-green') },
    ink: read('--ink'),
    customer: read('--map-customer'),
    unknown: read('--map-unknown'),
    accent: read('--accent'),
    more: read('--more'),
    less: read('--less'),
    vehicles: [read('--map-vehicle-0'), read('--map-vehicle-1')],
  }
}

/** The colours by a light from 0 (night) to 1 (day): the ground changes, what stands on it keeps its colours. */
export function lightUp(colours: MapColours, light: number): MapColours {
  if (light === 1) return colours
  const { night } = colours
  const mix = (dark: Rgb, bright: Rgb): Rgb => {
    const [red, green, blue] = dark.map((byte, i) => Math.round(byte + (bright[i] - byte) * light))
    return [red, green, blue]
  }
  const road = (tier: 0 | 1 | 2 | 3): Rgb => mix(night.roads[tier], colours.roads[tier])
  return {
    ...colours,
    land: mix(night.land, colours.land),
    water: mix(night.water, colours.water),
    green: mix(night.green, colours.green),
    roads: [road(0), road(1), road(2), road(3)],
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

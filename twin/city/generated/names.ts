const firstParts = [
  'Otter',
  'Reiher',
  'Kalk',
  'Salz',
  'Hasel',
  'Krähen',
  'Ziegel',
  'Biber',
  'Dachs',
  'Kranich',
  'Ginster',
  'Wacholder',
  'Schlehen',
  'Hirten',
  'Müller',
  'Gerber',
  'Flößer',
  'Köhler',
  'Imker',
  'Torf',
  'Schiefer',
  'Amsel',
  'Dohlen',
  'Eber',
] as const
const lastParts = ['feld', 'grund', 'werder', 'winkel', 'rode', 'horst', 'hang', 'anger', 'bruch', 'kamp', 'wiesen', 'siedlung'] as const

/**
 * Invented district names: `count` different compounds of one first and one last part.
 * Every first part is used once before any is used again; `draw` gives uniforms in (0, 1).
 */
export function inventNames(count: number, draw: () => number): string[] {
  const names: string[] = []
  let pool: string[] = []
  while (names.length < count) {
    if (pool.length === 0) pool = [...firstParts]
    const first = pool.splice(Math.floor(draw() * pool.length), 1)[0]
    const name = first + lastParts[Math.floor(draw() * lastParts.length)]
    if (!names.includes(name)) names.push(name)
  }
  return names
}

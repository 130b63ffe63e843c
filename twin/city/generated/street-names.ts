import { nextXoshiroUniform, seedXoshiro } from '../../../sim/random/index.ts'
import type { Street } from '../graph.ts'
import { joinWays } from '../osm/index.ts'
import { Road } from './arteries.ts'
import { toLonLatDeg } from './road-graph.ts'
import type { Sketch } from './sketch.ts'

const stems =
  'Linden Kastanien Ahorn Buchen Eichen Birken Ulmen Erlen Weiden Pappel Holunder Hasel Rosen Flieder Mohn Amsel Drossel Finken Meisen Schwalben Lerchen Falken Fuchs Hirsch Dachs Igel Müller Schmiede Gerber Weber Färber Sattler Böttcher Töpfer Glaser Seiler Kapellen Brunnen Brücken Mühlen Garten Wiesen Acker Feld Wald Bach Quell Berg Hügel Tal Stein Sonnen Morgen Abend Nord Süd Markt Korn Hafer Gersten Salz Kohlen Ziegel Turm Mauer Anger'.split(
    ' ',
  )
const smallEnds = ['weg', 'gasse', 'straße', 'pfad', 'steig', 'winkel', 'stieg'] as const
const wideEnds = ['allee', 'straße', 'damm', 'chaussee'] as const
const firstNames =
  'Anna Clara Elise Frieda Greta Hedwig Ida Johanna Lina Martha August Bruno Carl Emil Georg Heinrich Jakob Konrad Otto Rudolf'.split(' ')
const lastNames =
  'Altmann Bergholt Dornfeld Eberling Falkner Grothe Hagedorn Isenberg Kaltwasser Lindqvist Marquard Nordhof Ostermann Petri Quandt Rebstock Sommerfeld Tannert Ulrichs Voss Westphal Zeisig'.split(
    ' ',
  )

type Draw = () => number

/** Compounds and invented people, each name once: shuffled, so that neighbours in the city are no neighbours in the list. */
function listNames(ends: readonly string[], draw: Draw): string[] {
  const compounds = stems.flatMap((stem) => ends.map((end) => (end === 'weg' && draw() < 0.3 ? `Am ${stem}hang` : stem + end)))
  const people = firstNames.flatMap((first) => lastNames.map((last) => `${first}-${last}-${ends.includes('weg') ? 'Weg' : 'Straße'}`))
  return shuffle([...new Set(compounds), ...people.filter(() => draw() < 0.6)], draw)
}

function shuffle(names: string[], draw: Draw): string[] {
  for (let i = names.length - 1; i > 0; i--) {
    const j = Math.floor(draw() * (i + 1))
    ;[names[i], names[j]] = [names[j], names[i]]
  }
  return names
}

/**
 * The streets of a sketch as lines with invented names, by a draw of their own, so that names never move a street. A name stands once; streets
 * that find none left have none, as do those of one piece.
 */
export function nameStreets(sketch: Sketch, seed: number): Street[] {
  const state = new Uint32Array(4)
  seedXoshiro(state, seed)
  const draw: Draw = () => nextXoshiroUniform(state)
  const [small, wide] = [listNames(smallEnds, draw), listNames(wideEnds, draw)]
  const given = new Set<string>()
  const take = (names: string[]): string => {
    for (let name = names.pop(); name !== undefined; name = names.pop()) if (!given.has(name)) return (given.add(name), name)
    return ''
  }
  return [...edgesByStreet(sketch).values()]
    .filter((edges) => edges.length > 1)
    .flatMap((edges) => {
      const roadClass = sketch.edgeClass[edges[0]]
      const name = roadClass === Road.trunk ? 'Stadtring' : take(roadClass <= Road.tertiary ? wide : small)
      const ends = edges.map((edge) => Float64Array.of(sketch.edgeA[edge], sketch.edgeB[edge]))
      const { closed, open } = joinWays(ends, false)
      return name === '' ? [] : [...closed, ...open].map((nodes) => ({ name, roadClass, lonLatDeg: lineOf(sketch, nodes) }))
    })
}

function edgesByStreet({ edgeCount, edgeStreet, isDead }: Sketch): Map<number, number[]> {
  const edges = new Map<number, number[]>()
  for (let edge = 0; edge < edgeCount; edge++) {
    if (isDead[edge] === 1) continue
    const own = edges.get(edgeStreet[edge])
    if (own) own.push(edge)
    else edges.set(edgeStreet[edge], [edge])
  }
  return edges
}

function lineOf({ x, y }: Sketch, nodes: Float64Array): Float64Array {
  return toLonLatDeg(Array.from(nodes).flatMap((node) => [x[node], y[node]]))
}

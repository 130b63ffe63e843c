import million from './million.json' with { type: 'json' }

/*
 * Spans of the library. They stand apart from the scenarios, whose names fill the page's lists: a span is several runs, and the page runs one.
 */
const library: ReadonlyMap<string, object> = new Map([million].map((file) => [file.name, file]))

/** Names of the spans of the library. */
export const spanNames: readonly string[] = [...library.keys()]

/** Text of a span of the library by its name; `null` when there is none. */
export function resolveSpan(name: string): string | null {
  const file = library.get(name)
  return file === undefined ? null : JSON.stringify(file, null, 2)
}

import baseline from './baseline.json' with { type: 'json' }
import boxesInsteadOfDelivery from './boxes-instead-of-delivery.json' with { type: 'json' }
import demandMinus30 from './demand-minus-30.json' with { type: 'json' }
import demandPlus30 from './demand-plus-30.json' with { type: 'json' }
import heatWave from './heat-wave.json' with { type: 'json' }
import hubNorthClosed from './hub-north-closed.json' with { type: 'json' }
import partnerInsteadOfOwn from './partner-instead-of-own.json' with { type: 'json' }
import replaceAt80 from './replace-at-80.json' with { type: 'json' }
import twoMoreCouriers from './two-more-couriers.json' with { type: 'json' }

/** The library, bundled: Node and the browser read the same files. The baseline is complete; the others say how they differ from it. */
const library: ReadonlyMap<string, object> = new Map(
  [
    baseline,
    twoMoreCouriers,
    demandPlus30,
    demandMinus30,
    boxesInsteadOfDelivery,
    partnerInsteadOfOwn,
    replaceAt80,
    hubNorthClosed,
    heatWave,
  ].map((file) => [file.name, file]),
)

/** Names of the scenarios of the library, the baseline first. */
export const libraryNames: readonly string[] = [...library.keys()]

/** Text of a scenario of the library by its name; `null` when there is none. What `loadScenario` takes as `resolve`. */
export function resolveLibrary(name: string): string | null {
  const file = library.get(name)
  return file === undefined ? null : JSON.stringify(file, null, 2)
}

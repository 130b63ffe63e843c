/**
 * Hash of the engine's source text, 16 hex digits: what another build worked out is never shown as this one's. The bundler puts it here
 * (`tools/engine-build-plugin.ts`); empty where nobody did, and then nothing is served from the list of runs.
 */
export const engineBuild: string = ''

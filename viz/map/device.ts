/**
 * The GPU as every map asks for it. No samples of the whole picture: our shaders smooth their own edges, and where software draws, samples
 * cost four times the pixels for the rest.
 */
export const mapDevice = { type: 'webgl', webgl: { antialias: false, preserveDrawingBuffer: false } } as const

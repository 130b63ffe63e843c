import fc from 'fast-check'

/**
 * Property tests draw the same cases on every machine, so that a red run can be repeated; `FC_SEED=…` looks for new ones. What such a
 * search finds is kept as a case of its own.
 */
fc.configureGlobal({ seed: Number(process.env['FC_SEED'] ?? 20_261_124) })

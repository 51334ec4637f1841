import fc from 'fast-check'

/** The seed of this run's random values. vitest.config.ts draws it; `LABSEAT_SEED=N npm test` repeats the values of an earlier run. */
export const seed = Number(process.env.LABSEAT_SEED)

// fast-check prints the seed of a failure.
fc.configureGlobal({ seed })

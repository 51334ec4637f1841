/** What one action costs with all follow-up work, as `npm run bench` measures it: the figures of docs/benchmarks.md, section *Seats*. */
export const measured = {
  writesPerRegistration: 4.11,
  readsPerRegistration: 3.13,
  /** Registrations settled per second by one process on two cores that also serves the requests. */
  settledPerSecond: 235,
} as const

/** Limits of the platform and of the design. Each has its source. */
export const limits = {
  /** Soft limit for a collection with a sequential indexed field: https://cloud.google.com/firestore/quotas#writes_and_transactions */
  sequentialWritesPerSecond: 500,
  /** Sustained: https://firebase.google.com/docs/firestore/best-practices#updates_to_a_single_document */
  writesPerDocumentPerSecond: 1,
  /** In a burst a settling starts after 400 ms at the earliest: server/registrations/settle-event.ts. */
  settlingsPerSecondInBurst: 2.5,
  /** Registrations in one commit: server/registrations/read-pending.ts. */
  registrationsPerSettling: 240,
  /** CPUs of Cloud Run that a new project may have in a region: https://cloud.google.com/run/quotas */
  cpusPerRegion: 20,
  /** Half of the measured rate of two cores. */
  requestsPerCpuPerSecond: measured.settledPerSecond / 2,
  /** New accounts from one address: https://firebase.google.com/docs/auth/limits */
  accountsPerAddressPerHour: 100,
} as const

/** Firestore in a multi-region, in dollars for 100,000 operations: https://cloud.google.com/firestore/pricing */
export const dollarsPer100000 = { reads: 0.06, writes: 0.18 } as const

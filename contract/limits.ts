/** A token bucket: `max` calls at once; it is full again after `seconds`. */
export type Limit = { readonly max: number; readonly seconds: number }

/** `everywhere`: one count over all instances, in Firestore. Otherwise each instance counts for itself, which costs nothing. */
export type CountedLimit = Limit & { readonly everywhere?: true }

export type OperationLimit = {
  /** Counts the calls of a person. Operations without a sign-in have none. */
  readonly person?: CountedLimit
  /** Counts the calls from an address. A lecture hall with 500 people can have a single address, so these are wide. */
  readonly address: CountedLimit
}

/**
 * The limits that an operation can declare. Each operation counts by itself. A count in an instance protects the instance. A count over
 * all instances protects other people, or services that cost money.
 */
export const limits = {
  read: { person: { max: 300, seconds: 60 }, address: { max: 6000, seconds: 60 } },
  write: { person: { max: 60, seconds: 60 }, address: { max: 3000, seconds: 60 } },
  /** Requests for seats come in a rush, where another read and write would double the cost. */
  seat: { person: { max: 30, seconds: 60 }, address: { max: 6000, seconds: 60 } },
  /** Creates something that other people see or are notified of. */
  publish: { person: { max: 60, seconds: 600, everywhere: true }, address: { max: 3000, seconds: 600 } },
  /** Calls a cloud, starts a run, decodes a picture, or reads everything about a person. */
  expensive: { person: { max: 30, seconds: 600, everywhere: true }, address: { max: 600, seconds: 600 } },
  /** Reads from a cloud while a person looks around there. */
  browse: { person: { max: 120, seconds: 600, everywhere: true }, address: { max: 2400, seconds: 600 } },
  /** A course creates a cluster for each of its groups. */
  cluster: { person: { max: 60, seconds: 600, everywhere: true }, address: { max: 600, seconds: 600 } },
  /** Checks a password, so it could be used to guess one. */
  password: { person: { max: 10, seconds: 600, everywhere: true }, address: { max: 600, seconds: 600 } },
  /** Sends an e-mail. server/notify/mail-budget.ts also counts by the address that receives it. */
  mail: { person: { max: 5, seconds: 3600, everywhere: true }, address: { max: 600, seconds: 3600 } },
  /** Writes to people of an event. The budget of each address bounds what a person receives from all organisers. */
  message: { person: { max: 20, seconds: 3600, everywhere: true }, address: { max: 600, seconds: 3600 } },
  /** Sends an e-mail without a sign-in. */
  openMail: { address: { max: 60, seconds: 600, everywhere: true } },
  /** A lecture hall can sign up at once. The limit stops a script that creates thousands of accounts. */
  signUp: { address: { max: 600, seconds: 3600, everywhere: true } },
  /** A lecture hall types usernames while it signs up. */
  lookUp: { address: { max: 1500, seconds: 300, everywhere: true } },
  /** Labseat's own jobs. */
  runner: { address: { max: 6000, seconds: 60 } },
} as const satisfies Record<string, OperationLimit>

export type LimitName = keyof typeof limits

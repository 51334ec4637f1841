import * as z from 'zod'

/** Every problem code with its status and title. Codes are part of the API and never change. */
export const problems = {
  'invalid-input': [400, 'Some of the input is not valid'],
  'password-too-short': [400, 'The password is too short'],
  'password-too-common': [400, 'The password is too common'],
  'password-reused': [400, 'The new password is the old one'],
  unauthenticated: [401, 'Sign in first'],
  forbidden: [403, 'You don’t have permission for this'],
  'wrong-password': [403, 'The current password is not right'],
  'recent-sign-in-required': [403, 'Sign in again first'],
  'email-not-verified': [403, 'Confirm your e-mail address first'],
  'profile-required': [403, 'Finish signing up first'],
  'no-seat': [403, 'This is for people who had a seat'],
  'not-found': [404, 'There is nothing here'],
  'method-not-allowed': [405, 'This address does not accept this method'],
  conflict: [409, 'Somebody else changed this at the same time'],
  'username-taken': [409, 'This username is taken'],
  'email-taken': [409, 'This e-mail address has an account'],
  'event-not-open': [409, 'This event takes no registrations'],
  'event-not-begun': [409, 'This event has not begun yet'],
  'capacity-below-seats-taken': [409, 'The capacity is below the number of taken seats'],
  'last-admin': [409, 'An admin must remain'],
  'has-registrations': [409, 'People have registered'],
  'has-events': [409, 'You still have coming events'],
  'has-clusters': [409, 'This account still has clusters'],
  'account-not-usable': [409, 'This cloud account can’t be used now'],
  'keyless-not-configured': [409, 'Labseat has no identity at this cloud'],
  'cluster-busy': [409, 'A run of this cluster is in progress'],
  'nothing-to-cancel': [409, 'No run is in progress'],
  'nothing-to-retry': [409, 'Nothing has failed'],
  'nothing-to-approve': [409, 'No plan waits for approval'],
  'no-endpoint': [409, 'This cluster has no address yet'],
  'permissions-missing': [409, 'The account lacks permissions'],
  'too-many-clusters': [409, 'The limit of clusters is reached'],
  'quota-exceeded': [409, 'The platform allows no more'],
  'over-budget': [409, 'This would cost more than the budget'],
  'run-claimed': [409, 'This run already has a runner'],
  'run-over': [409, 'This attempt is over'],
  'no-storage': [409, 'This platform has no storage'],
  'bucket-taken': [409, 'This name is taken'],
  'idempotency-mismatch': [409, 'This Idempotency-Key was used with another body'],
  'too-large': [413, 'The request is too large'],
  'unsupported-media-type': [415, 'Send application/json'],
  'credentials-rejected': [422, 'The credentials don’t work'],
  'provider-refused': [422, 'The cloud refused'],
  'rate-limited': [429, 'Too many requests'],
  internal: [500, 'Something went wrong on our side'],
  unavailable: [503, 'A service that Labseat needs does not respond'],
} as const satisfies Record<string, readonly [status: number, title: string]>

export type ProblemCode = keyof typeof problems

/** The field of the body that a problem is about, for codes that are always about the same field. */
export const problemFields: Readonly<Partial<Record<ProblemCode, string>>> = {
  'username-taken': 'username',
  'email-taken': 'email',
  'password-too-short': 'password',
  'capacity-below-seats-taken': 'capacity',
  'bucket-taken': 'name',
  'over-budget': 'budget.amount',
}

/** `message` is English. A client that shows another language renders `key` with `values`: contract/validation.ts has the keys. */
const fieldProblem = z.object({
  path: z.string(),
  message: z.string().meta({ description: 'In English.' }),
  key: z
    .string()
    .optional()
    .meta({ description: 'Names the message, for clients that show another language.' }),
  values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})

/** RFC 9457, with a stable `code` and the fields at fault. */
export const problem = z
  .object({
    type: z
      .string()
      .meta({ description: '`urn:labseat:problem:` and the code. It is a name, not a web address.' }),
    title: z.string(),
    status: z.int(),
    code: z.enum(Object.keys(problems) as [ProblemCode, ...ProblemCode[]]),
    detail: z.string(),
    requestId: z.string(),
    fields: z.array(fieldProblem).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details.' })
export type ProblemDetails = z.infer<typeof problem>
export type FieldProblem = NonNullable<ProblemDetails['fields']>[number]

import * as z from 'zod'

/** Every problem code with its status and title. Codes are part of the API and never change. */
export const problems = {
  'invalid-input': [400, 'Some of the input is not valid'],
  'password-too-short': [400, 'The password is too short'],
  'password-too-common': [400, 'The password is too common'],
  'password-reused': [400, 'The new password is the same as the old one'],
  unauthenticated: [401, 'Sign in first'],
  forbidden: [403, 'You don’t have permission for this'],
  'wrong-password': [403, 'The current password is wrong'],
  'recent-sign-in-required': [403, 'Sign in again first'],
  'second-factor-required': [403, 'Your role needs a second factor'],
  'email-not-verified': [403, 'Confirm your e-mail address first'],
  'profile-required': [403, 'Finish signing up first'],
  'no-seat': [403, 'This is for people who had a seat'],
  'no-access': [403, 'You may not sign in there'],
  'no-consent': [403, 'This person has not allowed it'],
  'not-found': [404, 'There is nothing here'],
  'method-not-allowed': [405, 'This address does not accept this method'],
  conflict: [409, 'Somebody else changed this at the same time'],
  'username-taken': [409, 'This username is taken'],
  'email-taken': [409, 'This e-mail address already has an account'],
  'event-not-open': [409, 'This event is not open for registration'],
  'event-not-begun': [409, 'This event has not begun yet'],
  'event-begun': [409, 'This event has begun'],
  'capacity-below-seats-taken': [409, 'The capacity is below the number of taken seats'],
  'last-admin': [409, 'There must be at least one admin'],
  'has-registrations': [409, 'People have already registered'],
  'has-events': [409, 'You still organise events'],
  'owns-clusters': [409, 'This person has clusters'],
  'has-clusters': [409, 'This account still has clusters'],
  'account-not-usable': [409, 'This cloud account can’t be used now'],
  'keyless-not-configured': [409, 'Labseat has no identity at this cloud'],
  'cluster-busy': [409, 'A run of this cluster is in progress'],
  'nothing-to-cancel': [409, 'No run is in progress'],
  'nothing-to-retry': [409, 'Nothing has failed'],
  'nothing-to-forget': [409, 'Labseat can still destroy this cluster'],
  'nothing-to-undo': [409, 'No change has failed'],
  'nothing-to-unlock': [409, 'No process holds this lock'],
  'nothing-to-approve': [409, 'No plan waits for approval'],
  'lab-at-work': [409, 'This event already has a lab'],
  'lab-too-small': [409, 'The lab has no room for that many people'],
  'lab-not-open': [409, 'This lab is not open'],
  'help-taken': [409, 'Another organiser has asked already'],
  'no-endpoint': [409, 'This cluster has no address yet'],
  'permissions-missing': [409, 'The account lacks permissions'],
  'too-many-events': [409, 'You have the maximum number of events'],
  'too-many-accounts': [409, 'You have the maximum number of cloud accounts'],
  'too-many-clusters': [409, 'There is the maximum number of clusters'],
  'too-many-clients': [409, 'You have the maximum number of clients'],
  'client-of-cluster': [409, 'Labseat itself changes this client'],
  'quota-exceeded': [409, 'The quota of the cloud is too small'],
  'over-budget': [409, 'This would cost more than the budget'],
  'run-claimed': [409, 'This run already has a runner'],
  'run-over': [409, 'This attempt is over'],
  'no-storage': [409, 'This platform has no storage'],
  'bucket-taken': [409, 'This name is taken'],
  'not-replayable': [409, 'This message can’t be replayed'],
  'idempotency-mismatch': [409, 'This Idempotency-Key was used with another body'],
  'too-large': [413, 'The request is too large'],
  'unsupported-media-type': [415, 'Send application/json'],
  'credentials-rejected': [422, 'The credentials don’t work'],
  'provider-refused': [422, 'The cloud refused the request'],
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
  'lab-too-small': 'capacity',
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

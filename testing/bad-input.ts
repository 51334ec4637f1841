import { gzipSync } from 'node:zlib'
import type { Operation } from '../contract/operation.ts'
import { type Role, role } from '../contract/people.ts'
import type { ProblemCode } from '../contract/problems.ts'
import { type Action, grants, isAction } from '../domain/roles.ts'
import { documents } from '../server/documents.ts'
import type { Call } from './calls/call.ts'
import { inHours } from './events.ts'
import { asPerson, type Kind, type Person, tokenOf } from './people.ts'
import { newcomer, type World } from './world.ts'

type Request = { path: string; init: RequestInit }

/** One line of the table: what is wrong with the request, and the expected problem. */
export type Row = {
  name: string
  code: ProblemCode
  /** The field that the problem names. */
  field?: string
  request: (world: World) => Promise<Request>
}

type Change = {
  as?: (world: World) => Person
  token?: (person: Person) => string | Promise<string>
  authorization?: (person: Person) => string | undefined
  params?: (world: World) => Record<string, string>
  query?: Record<string, string>
  body?: BodyInit
  json?: (world: World) => unknown
  headers?: Record<string, string>
}

/** The required parameters of the query. */
const requiredQuery = ({ query }: Operation, call: Call): Record<string, string> =>
  Object.fromEntries(
    Object.entries(call.query ?? {}).filter(([key]) => !query?.shape[key]?.safeParse(undefined).success),
  )

/** The operation's successful call, with a change. */
export const requestOf =
  (operation: Operation, call: Call, change: Change = {}) =>
  async (world: World): Promise<Request> => {
    const person = (change.as ?? call.as ?? (({ olga }: World) => olga))(world)
    const params = { ...call.params?.(world), ...change.params?.(world) }
    const path = operation.path.replace(/\{(\w+)\}/g, (_, name) => params[name] ?? '')
    const query = new URLSearchParams({ ...requiredQuery(operation, call), ...change.query }).toString()
    const json = change.json ?? call.body
    const body = change.body ?? (json && JSON.stringify(json(world)))
    const token = await (change.token?.(person) ?? person.token)
    const authorization = change.authorization ? change.authorization(person) : `Bearer ${token}`
    return {
      path: query ? `${path}?${query}` : path,
      init: {
        method: operation.method.toUpperCase(),
        headers: {
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(operation.access !== 'public' && authorization !== undefined && { authorization }),
          ...change.headers,
        },
        ...(body !== undefined && { body }),
      },
    }
  }

type Make = (name: string, code: ProblemCode, change: Change, field?: string) => Row

const special = (kind: Kind, name: string) => async () => (await asPerson(name, kind)).token
const now = () => Math.floor(Date.now() / 1000)
const claiming = (claims: Record<string, unknown>): Change => ({ token: (person) => tokenOf(person, claims) })
const segment = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** Callers that the operation refuses. */
const callers = (operation: Operation, row: Make): Row[] => {
  if (operation.access === 'public' || operation.access === 'runner') return []
  const signedInAnHourAgo = { auth_time: now() - 3600 }
  const refuseCaller = (name: string, change: Change) => row(name, 'unauthenticated', change)
  return [
    ...(operation.access === 'recognised'
      ? []
      : [refuseCaller('no token', { authorization: () => undefined })]),
    refuseCaller('another way to sign in', { authorization: () => 'Basic b2xnYTpsYWJzZWF0' }),
    refuseCaller('nothing after Bearer', { authorization: () => 'Bearer ' }),
    refuseCaller('a token that is not a JWT', { token: () => 'let-me-in' }),
    refuseCaller('a token with a signature nobody knows', {
      token: ({ token }) =>
        [segment({ alg: 'RS256', kid: 'mine', typ: 'JWT' }), token.split('.')[1], segment('mine')].join('.'),
    }),
    refuseCaller('an expired token', claiming({ exp: now() - 60 })),
    refuseCaller('a token for somebody else', claiming({ aud: 'another-project' })),
    refuseCaller(
      'a token of somebody else',
      claiming({ iss: 'https://securetoken.google.com/another-project' }),
    ),
    refuseCaller('a token about nobody', claiming({ sub: undefined })),
    refuseCaller('a token about what is no id', claiming({ sub: 'a/b' })),
    refuseCaller('a token that is not yet valid', claiming({ nbf: now() + 3600 })),
    refuseCaller('a revoked token', {
      token: async () => {
        const rita = await asPerson('Rita')
        await documents.access(rita.uid).update({ validAfter: new Date(inHours(1)) })
        return rita.token
      },
    }),
    refuseCaller('a session of 31 days', claiming({ auth_time: now() - 31 * 24 * 3600 })),
    ...(operation.sensitive
      ? [
          row('a sign-in of an hour ago', 'recent-sign-in-required', claiming(signedInAnHourAgo)),
          row(
            'a new session that continues a sign-in of an hour ago',
            'recent-sign-in-required',
            claiming({
              firebase: { sign_in_provider: 'custom' },
              labseat: { signedInAt: signedInAnHourAgo.auth_time },
            }),
          ),
        ]
      : []),
    ...(operation.withoutProfile || operation.access === 'recognised'
      ? []
      : [
          row('a person without a profile', 'profile-required', {
            token: special({ profile: false }, 'Pia'),
          }),
        ]),
    ...(operation.access === 'recognised'
      ? []
      : [row('a suspended person', 'forbidden', { token: special({ suspended: true }, 'Sue') })]),
    ...(operation.access === 'role' && isAction(operation.id)
      ? role.options
          .filter((option) => !(grants[operation.id as Action].roles as readonly Role[]).includes(option))
          .map((option) => row(`who is ${option}`, 'forbidden', { token: special({ role: option }, 'Mo') }))
      : []),
    ...(operation.access === 'verified'
      ? [row('an unverified e-mail address', 'email-not-verified', claiming({ email_verified: false }))]
      : []),
  ]
}

/** Paths of unknown documents, and invalid paths. */
const places = (operation: Operation, row: Make): Row[] =>
  Object.keys(operation.params?.shape ?? {}).flatMap((name) => [
    ...(name === 'username'
      ? [
          row('a username of 101 characters', 'invalid-input', {
            params: () => ({ [name]: 'a'.repeat(101) }),
          }),
        ]
      : [
          row(`an unknown ${name}`, 'not-found', { params: () => ({ [name]: 'nobody-knows-it' }) }),
          ...['a'.repeat(129), '__reserved__', 'a%2Fb', '%20', '%FF', '%E0%A4%A', 'a%00'].map((value) =>
            row(`${name} ${value.slice(0, 12)}`, 'invalid-input', { params: () => ({ [name]: value }) }),
          ),
        ]),
  ])

const cursors: Record<string, unknown> = {
  'of another list': [[1_900_000_000, 0], 'usernames/ada'],
  'to no document': [[1_900_000_000, 0], 'events'],
  'to a reserved id': [[1_900_000_000, 0], 'events/__x__'],
  'up and away': [[1_900_000_000, 0], 'events/../people'],
  'beyond time': [[1e15, 0], 'events/x'],
  'of another form': { at: 0 },
}

const queries = (operation: Operation, row: Make): Row[] => {
  const wrong = (query: Record<string, string>, name = JSON.stringify(query).slice(1, 60)) =>
    row(name, 'invalid-input', { query }, Object.keys(query)[0])
  const known = operation.query?.shape ?? {}
  return [
    wrong({ surprise: '1' }),
    ...Object.keys(known).map((key) => wrong({ [key]: 'x'.repeat(2000) }, `${key} of 2,000 characters`)),
    ...('limit' in known ? ['0', '101', '-1', '1.5', 'x', '1e9'].map((limit) => wrong({ limit })) : []),
    ...('cursor' in known ? [wrong({ cursor: 'x' }), wrong({ cursor: '%%%' })] : []),
    ...('cursor' in known
      ? Object.entries(cursors)
          // A list over all events accepts the cursor of any registration, and begins there.
          .filter(([name]) => name !== 'of another list' || operation.id !== 'registrations-mine')
          .map(([name, value]) => wrong({ cursor: segment(value) }, `a cursor ${name}`))
      : []),
    ...['from', 'to']
      .filter((key) => key in known)
      .flatMap((key) => ['tomorrow', '0000-01-01T00:00:00Z'].map((at) => wrong({ [key]: at }))),
  ]
}

type Leaf = { path: (string | number)[]; value: unknown }
/** Every value in a body with its path, including nested values. */
const leaves = (value: unknown, path: (string | number)[] = []): Leaf[] => [
  ...(path.length > 0 ? [{ path, value }] : []),
  ...(typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, part]) =>
        leaves(part, [...path, Array.isArray(value) ? Number(key) : key]),
      )
    : []),
]

const put = (whole: unknown, path: (string | number)[], value: unknown): unknown => {
  const copy = structuredClone(whole)
  let part = copy as Record<string | number, unknown>
  for (const key of path.slice(0, -1)) part = part[key] as typeof part
  part[path.at(-1)!] = value
  return copy
}

const ofAnotherType = (value: unknown): unknown => {
  if (typeof value === 'string') return 5
  if (typeof value === 'number') return String(value)
  if (typeof value === 'boolean') return String(value)
  return Array.isArray(value) ? {} : []
}

/** Wrong values for a field, by the type of its value. */
const wrongValues = ({ path, value }: Leaf): [what: string, value: unknown][] => {
  const key = String(path.at(-1))
  return [
    ['of another type', ofAnotherType(value)],
    ...(typeof value === 'string'
      ? ([['of 20,000 characters', 'a'.repeat(20_000)]] as [string, unknown][])
      : []),
    ...(typeof value === 'number'
      ? [0, -1, 1.5, 1e9].map((number): [string, unknown] => [`of ${number}`, number])
      : []),
    ...(key.endsWith('At')
      ? ([
          ['in the past', '2001-01-01T00:00:00Z'],
          ['without a zone', '2031-01-01T00:00:00'],
          ['on 30 February', '2031-02-30T00:00:00Z'],
        ] as [string, unknown][])
      : []),
    ...(typeof value === 'object' && !Array.isArray(value)
      ? ([['with an unknown field', { ...value, surprise: 1 }]] as [string, unknown][])
      : []),
  ]
}

const tooLarge = 1024 * 1024 + 1

/** Bodies are the same in every world, so one sample is enough to derive the rows. */
const sample = { newcomer: newcomer() } as World

const bodies = (operation: Operation, call: Call, row: Make): Row[] => {
  if (operation.method === 'get') return []
  const bad = (name: string, change: Change, field?: string) => row(name, 'invalid-input', change, field)

  const raw = (text: string | Uint8Array<ArrayBuffer>): Change => ({ body: text })
  const withType = (type: string, text = '{}'): Change => ({ body: text, headers: { 'content-type': type } })
  const rows = [
    bad('malformed JSON', raw('{"title": ')),
    bad('two bodies in one', raw('{}{}')),
    bad('bytes that are no text', raw(Uint8Array.from([0x7b, 0x22, 0xff, 0x22, 0x7d]))),
    bad('an array for a body', raw('[]')),
    bad('null for a body', raw('null')),
    bad('brackets without end', raw('['.repeat(100_000))),
    bad('a way into prototypes', raw('{"__proto__": {"role": "admin"}}')),
    bad('an unknown field', { json: (world) => ({ ...call.body?.(world), surprise: 1 }) }, 'surprise'),
    row('text for JSON', 'unsupported-media-type', withType('text/plain')),
    ...(operation.takesForm
      ? []
      : [
          row(
            'a form for JSON',
            'unsupported-media-type',
            withType('application/x-www-form-urlencoded', 'a=1'),
          ),
        ]),
    row('almost JSON', 'unsupported-media-type', withType('application/jsonp')),
    row('packed JSON', 'unsupported-media-type', {
      body: Uint8Array.from(gzipSync('{}')),
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
    }),
    row('a body over 1 MiB', 'too-large', raw(`{}${' '.repeat(tooLarge)}`)),
    row('a body over 1 MiB of no type', 'too-large', {
      ...withType('application/x-tar', '#'.repeat(tooLarge)),
    }),
  ]
  if (!operation.body || !call.body) return rows
  const shape = operation.body.shape as Record<string, { safeParse(value: unknown): { success: boolean } }>
  const whole = call.body(sample)
  const badValue = (what: string, path: (string | number)[], value: unknown) =>
    bad(
      `${path.join('.')} ${what}`,
      { json: (world) => put(call.body!(world), path, value) },
      what.startsWith('with half') ? undefined : path.join('.'),
    )
  return [
    ...rows,
    bad('no body', { body: '' }),
    ...Object.keys(shape)
      .filter((key) => !shape[key]!.safeParse(undefined).success)
      .map((key) => badValue('missing', [key], undefined)),
    ...Object.keys(shape)
      .filter((key) => !shape[key]!.safeParse(null).success)
      .map((key) => badValue('null', [key], null)),
    ...leaves(whole).flatMap((leaf) =>
      wrongValues(leaf).map(([what, value]) => badValue(what, leaf.path, value)),
    ),
    ...('endsAt' in whole && 'startsAt' in whole
      ? [
          bad(
            'an end before the start',
            {
              json: (world) => ({ ...call.body!(world), startsAt: inHours(5), endsAt: inHours(4) }),
            },
            'endsAt',
          ),
        ]
      : []),
    ...Object.keys(whole)
      .filter((key) => typeof whole[key] === 'string')
      .map((key) => badValue('with half a surrogate pair', [key], `${whole[key]}\ud800`)),
  ]
}

/** Every row of one operation. */
export const rowsOf = (operation: Operation, call: Call): Row[] => {
  const row: Make = (name, code, change, field) => ({
    name,
    code,
    ...(field && { field }),
    request: requestOf(operation, call, change),
  })
  return [
    ...callers(operation, row),
    ...places(operation, row),
    ...queries(operation, row),
    ...bodies(operation, call, row).filter(({ name }) => !call.accepted?.includes(name)),
    ...(operation.idempotent
      ? [
          row('an Idempotency-Key of 256 characters', 'invalid-input', {
            headers: { 'idempotency-key': 'k'.repeat(256) },
          }),
        ]
      : []),
    ...(call.refused ?? []).map(({ what, code, as, params, body }) =>
      row(what, code, {
        ...(as && { as }),
        ...(params && { params }),
        ...(body && { json: body }),
      }),
    ),
  ]
}

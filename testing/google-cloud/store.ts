// biome-ignore lint/suspicious/noExplicitAny: JSON of some forty kinds of resources
export type Json = any

/** An error as Google's APIs answer it. */
export class Refusal extends Error {
  readonly status: number
  readonly reason: string
  constructor(status: number, reason: string, message: string) {
    super(message)
    this.status = status
    this.reason = reason
  }
}
export const refuse = (status: number, reason: string, message: string): never => {
  throw new Refusal(status, reason, message)
}

export type Call = {
  method: string
  /** `HOST/v1/…`, without the query. */
  path: string
  query: URLSearchParams
  body: Json
  bytes: Buffer
}

export const projectId = 'acme-labs'
export const projectNumber = '123456789012'

/** What a project has, by the paths of Google's REST APIs. */
export const createStore = () => {
  const resources = new Map<string, Json>()
  const policies = new Map<string, Json>()
  const operations = new Map<string, Json>()
  let counter = 0
  const next = () => ++counter

  const get = (path: string): Json =>
    resources.get(path) ?? refuse(404, 'NOT_FOUND', `${path} was not found.`)
  const childrenOf = (collection: string): Json[] =>
    [...resources]
      .filter(
        ([path]) => path.startsWith(`${collection}/`) && !path.slice(collection.length + 1).includes('/'),
      )
      .map(([, resource]) => resource)
  const create = (path: string, resource: Json): Json => {
    if (resources.has(path)) refuse(409, 'ALREADY_EXISTS', `${path} exists.`)
    resources.set(path, resource)
    return resource
  }
  /** `name` of a resource: its path without host and version. */
  const nameOf = (path: string) => path.split('/').slice(2).join('/')

  /** A long-running operation that is not done until somebody looks at it. */
  const operation = (path: string, response: Json): Json => {
    const [host, version] = path.split('/')
    const prefix = host === 'run.googleapis.com' ? `projects/${projectId}/` : ''
    const name = `${prefix}operations/${next()}`
    operations.set(`${host}/${version}/${name}`, { name, done: true, response })
    return { name, done: false }
  }

  const hasAccount = (email: string) =>
    resources.has(`iam.googleapis.com/v1/projects/${projectId}/serviceAccounts/${email}`)
  const requireAccount = (email: string) => {
    if (email.startsWith('labseat-') && !hasAccount(email))
      refuse(400, 'INVALID_ARGUMENT', `Service account ${email} does not exist.`)
  }
  const readPolicy = (path: string): Json => policies.get(path) ?? { etag: 'none' }
  const writePolicy = (path: string, policy: Json): Json => {
    if (policy.etag && policy.etag !== readPolicy(path).etag)
      refuse(409, 'ABORTED', 'The policy has changed.')
    for (const { members } of policy.bindings ?? [])
      for (const member of members) requireAccount(member.replace('serviceAccount:', ''))
    const written = { ...policy, etag: `etag-${next()}` }
    policies.set(path, written)
    return written
  }

  return {
    resources,
    policies,
    operations,
    next,
    get,
    childrenOf,
    create,
    nameOf,
    operation,
    requireAccount,
    readPolicy,
    writePolicy,
    /** The policy of a resource that must exist. */
    readPolicyOf: (path: string) => {
      get(path)
      return readPolicy(path)
    },
    writePolicyOf: (path: string, policy: Json) => {
      get(path)
      return writePolicy(path, policy)
    },
  }
}
export type Store = ReturnType<typeof createStore>
export type Route = readonly [
  method: string,
  path: RegExp,
  handle: (call: Call, match: string[], store: Store) => Json,
]

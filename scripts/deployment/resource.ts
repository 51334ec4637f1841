import { findDifferences, maskOf } from './differences.ts'
import { type Google, GoogleError, isAbsent, type Json, type Method } from './google.ts'

/** What a deployment learns from Google on its way. In a dry run of a new project some of it is not known yet. */
export type Facts = {
  /** Of the web app. Public by design. */
  apiKey?: string
  /** The key of reCAPTCHA Enterprise that pages use, where App Check is on. Public by design. */
  appCheckSiteKey?: string
  /** Of the account that other clouds trust. */
  cloudsAccountId?: string
  billingAccount?: string
  /** `REPOSITORY/NAME@sha256:…` by the image's name. */
  readonly images: Map<string, string>
  /** The newest version of each secret. A new version makes new revisions, whose instances read it. */
  readonly secretVersions: Map<string, string>
  /** The id of the Endpoints configuration that the gateway serves. */
  gatewayConfig?: string
}
export const newFacts = (): Facts => ({ images: new Map(), secretVersions: new Map() })
export type Session = { readonly google: Google; readonly facts: Facts }

/** What a step would do. `person`: only a person can do it. */
export type Change = {
  readonly verb: 'create' | 'update' | 'delete' | 'person'
  readonly details: readonly string[]
}

/**
 * - once: needs an owner of the project. A person runs it, and again only when it changes.
 * - release: what each deployment does, as the account `labseat-deploy`.
 */
export type Phase = 'once' | 'release'

/** One thing that a deployment brings about. Applying it twice changes nothing. */
export type Resource = {
  /** Unique in a plan: `service events-get`. */
  readonly id: string
  readonly phase: Phase
  /** Resources of one group may be worked on side by side. Groups come one after the other, in the order of the plan. */
  readonly group: string
  /** A release needs what its comparison learns, so a release compares it, too. */
  readonly hasFacts?: true
  /** What it costs in a month without any request, if it costs something. */
  readonly idle?: string
  /** Reads what stands at Google. Undefined if nothing is to change. Fills in `facts`. */
  readonly compare: (session: Session) => Promise<Change | undefined>
  readonly apply: (session: Session, change: Change) => Promise<void>
  /** Takes it away, or says why it stays. */
  readonly remove: ((session: Session) => Promise<void>) | { readonly stays: string }
}

export const unchanged = undefined
export const create = (...details: string[]): Change => ({ verb: 'create', details })
export const update = (...details: string[]): Change => ({ verb: 'update', details })

/** Lets a change that another try has already made count as made. */
export const ignoreConflict = (error: unknown) => {
  if (!(error instanceof GoogleError && error.status === 409)) throw error
}
export const ignoreAbsence = (error: unknown) => {
  if (!isAbsent(error)) throw error
}

type RestOptions = {
  id: string
  phase: Phase
  group: string
  idle?: string
  hasFacts?: true | undefined
  /** `HOST/VERSION/NAME` */
  path: string
  /** The fields that Labseat sets. */
  desired: Json | ((session: Session) => Json)
  /** How to create it. The body is `desired` with `createOnly`. */
  creation: { method?: Method; path: string; createOnly?: Json; wrap?: (body: Json) => Json }
  /** How to change it. Undefined: it never changes. Default: PATCH with an `updateMask`. */
  mutation?:
    | { method?: Method; path?: string; mask?: boolean; wrap?: (body: Json, mask: string) => Json }
    | undefined
  remove?: Resource['remove']
  onRead?: (actual: Json, session: Session) => void
}

/** A resource with the usual methods of Google's REST APIs: GET, create, PATCH, DELETE. */
export const restResource = (options: RestOptions): Resource => {
  const { path, creation, onRead } = options
  const bodyOf = (session: Session) =>
    typeof options.desired === 'function' ? options.desired(session) : options.desired
  const readBack = async (session: Session) => {
    if (onRead) onRead(await session.google.call('GET', path), session)
  }
  return {
    id: options.id,
    phase: options.phase,
    group: options.group,
    ...(options.idle && { idle: options.idle }),
    ...(options.hasFacts && { hasFacts: true }),
    compare: async (session) => {
      const actual = await session.google.find(path)
      if (!actual) return create()
      onRead?.(actual, session)
      const differences = findDifferences(bodyOf(session), actual)
      if (differences.length === 0) return unchanged
      if ('mutation' in options && !options.mutation)
        throw new Error(`${options.id} can't be changed, and stands with another ${differences.join(', ')}.`)
      return update(...differences)
    },
    apply: async (session, { verb, details }) => {
      const body = bodyOf(session)
      if (verb === 'create') {
        const created = { ...body, ...creation.createOnly }
        await session.google
          .run(creation.method ?? 'POST', creation.path, creation.wrap ? creation.wrap(created) : created)
          .catch(ignoreConflict)
      } else {
        const { method = 'PATCH', path: changed = path, mask = true, wrap } = options.mutation ?? {}
        const fields = maskOf(details)
        const query = mask ? `${changed.includes('?') ? '&' : '?'}updateMask=${fields}` : ''
        await session.google.run(method, changed + query, wrap ? wrap(body, fields) : body)
      }
      await readBack(session)
    },
    remove: options.remove ?? (({ google }) => google.run('DELETE', path).then(() => {}, ignoreAbsence)),
  }
}

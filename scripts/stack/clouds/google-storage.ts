import type { Answer, Request, Routes } from './double.ts'
import { asAccount, deny, refusal } from './google-errors.ts'
import type { GoogleWorld } from './google-world.ts'

const api = '/storage.googleapis.com/storage/v1/b'

/** Answers a call of a service account. */
type Method = (world: GoogleWorld, request: Request, email: string) => Answer

const ifGranted = (
  { accounts }: GoogleWorld,
  email: string,
  project: string,
  permission: string,
  answer: () => Answer,
): Answer =>
  accounts.get(email)?.grants[project]?.includes(permission)
    ? answer()
    : deny(`${email} does not have ${permission} access to the Google Cloud project.`)

const presentBucket = ({ buckets }: GoogleWorld, name: string) => {
  const { created, settings } = buckets.get(name)!
  return { kind: 'storage#bucket', id: name, name, timeCreated: created, ...settings }
}

/** @param query `pageToken` is an index in the list */
const cutPage = <T>(all: T[], query: URLSearchParams) => {
  const from = Number(query.get('pageToken') ?? 0)
  const to = from + Number(query.get('maxResults') ?? 1000)
  return { items: all.slice(from, to), ...(to < all.length && { nextPageToken: String(to) }) }
}

const listBuckets: Method = (world, { query }, email) => {
  const project = query.get('project') ?? ''
  return ifGranted(world, email, project, 'storage.buckets.list', () => {
    const names = [...world.buckets.values()]
      .filter(
        ({ name, ...bucket }) => bucket.project === project && name.startsWith(query.get('prefix') ?? ''),
      )
      .map(({ name }) => name)
    const presented = names.sort().map((name) => presentBucket(world, name))
    return { json: { kind: 'storage#buckets', ...cutPage(presented, query) } }
  })
}

const createBucket: Method = (world, { query, body }, email) => {
  const project = query.get('project') ?? ''
  return ifGranted(world, email, project, 'storage.buckets.create', () => {
    const { name, ...settings } = JSON.parse(body) as { name: string; location?: string }
    const taken = world.buckets.get(name)
    if (taken)
      return refusal(
        409,
        'CONFLICT',
        taken.project === project
          ? 'Your previous request to create the named bucket succeeded and you already own it.'
          : 'The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.',
      )
    if (!/^[a-z]+(-[a-z]+\d*)*$/i.test(settings.location ?? ''))
      return refusal(400, 'INVALID_ARGUMENT', 'The specified location constraint is not valid.')
    const created = new Date().toISOString()
    world.buckets.set(name, {
      name,
      project,
      created,
      settings: { ...settings, location: settings.location?.toUpperCase() },
      objects: [],
    })
    return { json: presentBucket(world, name) }
  })
}

const listObjects: Method = (world, { params: { bucket = '' }, query }, email) => {
  const stored = world.buckets.get(bucket)
  if (!stored) return refusal(404, 'NOT_FOUND', 'The specified bucket does not exist.')
  return ifGranted(world, email, stored.project, 'storage.objects.list', () => {
    const prefix = query.get('prefix') ?? ''
    const delimiter = query.get('delimiter')
    const entries = new Set(
      stored.objects
        .map(({ name }) => name)
        .filter((name) => name.startsWith(prefix))
        .map((name) => {
          const end = delimiter ? name.indexOf(delimiter, prefix.length) : -1
          return end < 0 ? name : name.slice(0, end + 1)
        }),
    )
    const { items, ...next } = cutPage([...entries].sort(), query)
    const objects = items.flatMap((name) => stored.objects.filter((object) => object.name === name))
    return {
      json: {
        kind: 'storage#objects',
        prefixes: items.filter((name) => !objects.some((object) => object.name === name)),
        items: objects.map(({ name, size, updated }) => ({
          kind: 'storage#object',
          name,
          bucket,
          size: String(size),
          updated,
        })),
        ...next,
      },
    }
  })
}

/** The JSON API of Cloud Storage: https://cloud.google.com/storage/docs/json_api/v1 */
export const storageRoutes = (world: GoogleWorld): Routes => {
  const answer = (method: Method) => asAccount(world, (request, email) => method(world, request, email))
  return {
    [`GET ${api}`]: answer(listBuckets),
    [`POST ${api}`]: answer(createBucket),
    [`GET ${api}/{bucket}/o`]: answer(listObjects),
  }
}

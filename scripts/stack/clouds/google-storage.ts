import type { Answer, Routes } from './double.ts'
import { asAccount, denied, refusal } from './google-errors.ts'
import type { GoogleWorld } from './google-world.ts'

const api = '/storage.googleapis.com/storage/v1/b'

/** The JSON API of Cloud Storage: https://cloud.google.com/storage/docs/json_api/v1 */
export const storageRoutes = (world: GoogleWorld): Routes => {
  const { accounts, buckets } = world
  const may = (email: string, project: string, permission: string, then: () => Answer): Answer =>
    accounts.get(email)?.grants[project]?.includes(permission)
      ? then()
      : denied(`${email} does not have ${permission} access to the Google Cloud project.`)
  const shown = (name: string) => {
    const { created, settings } = buckets.get(name)!
    return { kind: 'storage#bucket', id: name, name, timeCreated: created, ...settings }
  }
  /** @param query `pageToken` is the place in the list */
  const paged = <T>(all: T[], query: URLSearchParams) => {
    const from = Number(query.get('pageToken') ?? 0)
    const to = from + Number(query.get('maxResults') ?? 1000)
    return { items: all.slice(from, to), ...(to < all.length && { nextPageToken: String(to) }) }
  }
  return {
    [`GET ${api}`]: asAccount(world, ({ query }, email) => {
      const project = query.get('project') ?? ''
      return may(email, project, 'storage.buckets.list', () => {
        const names = [...buckets.values()]
          .filter((bucket) => bucket.project === project)
          .map(({ name }) => name)
        return { json: { kind: 'storage#buckets', ...paged(names.sort().map(shown), query) } }
      })
    }),
    [`POST ${api}`]: asAccount(world, ({ query, body }, email) => {
      const project = query.get('project') ?? ''
      return may(email, project, 'storage.buckets.create', () => {
        const { name, ...settings } = JSON.parse(body) as { name: string; location?: string }
        const taken = buckets.get(name)
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
        buckets.set(name, {
          name,
          project,
          created,
          settings: { ...settings, location: settings.location?.toUpperCase() },
          objects: [],
        })
        return { json: shown(name) }
      })
    }),
    [`GET ${api}/{bucket}/o`]: asAccount(world, ({ params: { bucket = '' }, query }, email) => {
      const found = buckets.get(bucket)
      if (!found) return refusal(404, 'NOT_FOUND', 'The specified bucket does not exist.')
      return may(email, found.project, 'storage.objects.list', () => {
        const prefix = query.get('prefix') ?? ''
        const delimiter = query.get('delimiter')
        const entries = new Set(
          found.objects
            .map(({ name }) => name)
            .filter((name) => name.startsWith(prefix))
            .map((name) => {
              const end = delimiter ? name.indexOf(delimiter, prefix.length) : -1
              return end < 0 ? name : name.slice(0, end + 1)
            }),
        )
        const { items, ...next } = paged([...entries].sort(), query)
        const objects = items.flatMap((name) => found.objects.filter((object) => object.name === name))
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
    }),
  }
}

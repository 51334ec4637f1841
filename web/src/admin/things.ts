import { useEffect, useState } from 'react'
import { startSession } from '../lib/session.ts'
import { t } from '../locales/activity.ts'
import { nameOf } from './words.ts'

/** What an event or a person is called, and what finds it; null: it is gone. */
type Named = { name: string; username?: string }

const known = new Map<string, Promise<Named | null>>()

const read = async (path: string): Promise<Named | null> => {
  const { db, doc, getDoc } = await startSession()
  const found = (await getDoc(doc(db, path))).data()
  if (!found) return null
  const called = found.title ?? found.name
  return called ? { name: called } : { name: nameOf(found as never), username: found.username }
}

/** Reads each once; what may not be read any more, such as a deleted event, is gone. */
const nameFor = (path: string): Promise<Named | null> => {
  const reading =
    known.get(path) ??
    read(path).catch(() => {
      // It may be the connection: the next who asks tries again.
      known.delete(path)
      return null
    })
  known.set(path, reading)
  return reading
}

/** undefined while it is not known. */
export const useNamed = (path: string | null): Named | null | undefined => {
  const [found, setFound] = useState<{ path: string | null; named: Named | null }>()
  useEffect(() => {
    if (path === null) return
    let isGone = false
    void nameFor(path).then((named) => isGone || setFound({ path, named }))
    return () => {
      isGone = true
    }
  }, [path])
  return found?.path === path ? found.named : undefined
}

/** The event or person that a thing is or lies in, and how it is called with that name. */
export type Thing = {
  path: string | null
  label: (named: Named | null) => string
  link: (named: Named | null) => string | null
}

export const thingOf = (thing: string): Thing => {
  const [collection, id, part] = thing.split('/')
  if (collection === 'events' && id) {
    const label = (named: Named | null) => named?.name ?? t('name.goneEvent')
    const place = part === 'registrations' ? `/organise/${id}` : `/events/${id}`
    return { path: `events/${id}`, label, link: (named) => named && place }
  }
  if (collection === 'cloudAccounts' && id)
    return {
      path: `cloudAccounts/${id}`,
      label: (named) => named?.name ?? t('name.goneAccount'),
      link: (named) => named && `/cloud-accounts/${id}`,
    }
  if (collection === 'clusters' && id)
    return {
      path: `clusters/${id}`,
      label: (named) => named?.name ?? t('name.goneCluster'),
      link: (named) => named && `/clusters/${id}`,
    }
  if (id && (collection === 'people' || collection === 'access' || collection === 'avatars'))
    return {
      path: `people/${id}`,
      label: (named) => named?.name ?? t('name.former'),
      link: (named) => named && `/admin/people?query=${encodeURIComponent(named.username ?? named.name)}`,
    }
  return { path: null, label: () => thing, link: () => null }
}

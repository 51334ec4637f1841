import type { Named } from '../lib/use-named.ts'
import { t } from '../locales/activity.ts'

/** The document that an activity is about, with the text and the link for it. */
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
  if (collection === 'labs' && id) {
    const label = (named: Named | null) => named?.name ?? t('name.goneEvent')
    return { path: `events/${id}`, label, link: (named) => named && `/organise/${id}/lab` }
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
  if (collection === 'clients') return { path: null, label: () => t('name.client'), link: () => '/clients' }
  if (collection === 'deadLetters')
    return { path: null, label: () => t('name.message'), link: () => '/admin/system' }
  return { path: null, label: () => thing, link: () => null }
}

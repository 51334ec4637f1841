import type { World } from '../world.ts'
import type { Refused } from './call.ts'

/** A lock of another process, as a runner reports it. */
export const foreignLock = {
  stage: 'cluster',
  id: '6b2e1f0c-1d63-4f7e-9c0e-2f1f9f3f7a11',
  who: 'petra@laptop',
  since: '2026-11-27T15:04:05.000Z',
} as const

export const sam = ({ sam }: World) => sam
export const erik = ({ erik }: World) => erik
export const adam = ({ adam }: World) => adam
export const otto = ({ otto }: World) => otto
export const cluster = (which: keyof World['clusters']) => (world: World) => ({
  clusterId: world.clusters?.[which].clusterId ?? '',
})
/** The name of a cluster, for the steps that ask for it. */
export const nameOf = (which: keyof World['clusters']) => (world: World) => world.clusters?.[which].name ?? ''
export const clusterRun = (which: keyof World['clusters']) => (world: World) => ({
  ...cluster(which)(world),
  runId: world.clusters?.[which].runId ?? '',
})
export const inEvent = ({ event }: World) => ({ eventId: event.id })
export const inDraft = ({ draft }: World) => ({ eventId: draft.id })
/** A stranger gets `forbidden` for a published event, and `not-found` for a draft. */
export const organisersOnly: readonly Refused[] = [
  { what: "somebody else's event", as: sam, params: inEvent, code: 'forbidden' },
  { what: "somebody else's draft", as: sam, params: inDraft, code: 'not-found' },
  { what: 'who only has a seat', as: erik, params: inEvent, code: 'forbidden' },
]
export const pages = { limit: '5', cursor: '' }

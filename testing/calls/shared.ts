import type { World } from '../world.ts'
import type { Refused } from './call.ts'

export const sam = ({ sam }: World) => sam
export const erik = ({ erik }: World) => erik
export const adam = ({ adam }: World) => adam
export const otto = ({ otto }: World) => otto
export const cluster = (which: keyof World['clusters']) => (world: World) => ({
  clusterId: world.clusters?.[which].clusterId ?? '',
})
export const clusterRun = (which: keyof World['clusters']) => (world: World) => ({
  ...cluster(which)(world),
  runId: world.clusters?.[which].runId ?? '',
})
export const inEvent = ({ event }: World) => ({ eventId: event.id })
export const inDraft = ({ draft }: World) => ({ eventId: draft.id })
/** A stranger is told of a published event that it is not theirs, and of a draft that there is none. */
export const organisersOnly: readonly Refused[] = [
  { what: "somebody else's event", as: sam, params: inEvent, code: 'forbidden' },
  { what: "somebody else's draft", as: sam, params: inDraft, code: 'not-found' },
  { what: 'who only has a seat', as: erik, params: inEvent, code: 'forbidden' },
]
export const pages = { limit: '5', cursor: '' }

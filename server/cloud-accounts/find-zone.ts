import type { Actor } from '../../domain/roles.ts'
import type { Zone } from '../clouds/zones.ts'
import { useStorage } from './use.ts'

/** @returns the account's public DNS zone of this name; undefined if it has none @throws Problem */
export const findZone = async (
  accountId: string,
  name: string,
  caller: Actor,
  now: string,
): Promise<Zone | undefined> => {
  const zones = await useStorage(accountId, caller, now, (provider, credentials, { signal }) =>
    provider.listZones(credentials, { name, signal }),
  )
  return zones.find((zone) => zone.name === name)
}

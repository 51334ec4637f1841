import type { CloudAccount } from '../contract/cloud-accounts.ts'
import type { LabPlaceDocument } from '../contract/lab-places.ts'
import type { StoredLab } from '../contract/labs.ts'
import { newPlace } from '../domain/lab-places.ts'
import { toLab } from '../domain/labs.ts'
import { db, documents } from '../server/documents.ts'
import { createPseudonymKey } from '../server/oidc/client-secret.ts'
import { clusterClientId } from '../server/oidc/cluster-client-id.ts'
import { commitBatch } from './commit-batch.ts'

/** What an organiser chooses for a lab in a sandbox. */
export const labChoice = (accountId: string, change: Record<string, unknown> = {}) => ({
  accountId,
  region: 'local',
  template: 'notebook',
  memoryGb: 2,
  cores: 0.5,
  materials: 'https://github.com/jupyter/notebook',
  readyMinutes: 30,
  endMinutes: 120,
  budget: { amount: 50_000, currency: 'USD' },
  ...change,
})

/** Stores a lab of an event, as `labs-attach` would. */
export const storeLab = async (
  eventId: string,
  account: Pick<CloudAccount, 'id' | 'ownerId'>,
  change: Partial<StoredLab> = {},
): Promise<void> => {
  const now = new Date().toISOString()
  const lab: StoredLab = {
    accountId: account.id,
    region: 'local',
    template: 'notebook',
    memoryGb: 2,
    cores: 0.5,
    materials: null,
    readyMinutes: 30,
    endMinutes: 120,
    ownerId: account.ownerId,
    platform: 'sandbox',
    extraMinutes: 0,
    state: 'scheduled',
    clusterId: null,
    builds: 0,
    endWanted: false,
    // The sweeps of other tests do not change it.
    dueAt: null,
    createdAt: now,
    updatedAt: now,
    ...change,
  }
  const batch = db.batch()
  batch.set(documents.lab(eventId), toLab(lab))
  batch.update(documents.event(eventId), { hasLab: true })
  await commitBatch(batch)
}

/** Stores the place of a person who has opened the lab, as `labs-open` would. */
export const storePlace = async (
  eventId: string,
  person: { uid: string; firstName: string; lastName: string },
  change: Partial<LabPlaceDocument> = {},
): Promise<void> => {
  const name = `${person.firstName} ${person.lastName}`
  const place = { ...newPlace({ uid: person.uid, name }, new Date().toISOString()), ...change }
  const batch = db.batch()
  batch.set(documents.labPlace(eventId, person.uid), place)
  await commitBatch(batch)
}

/** Stores the client of a cluster without its secret. So nothing calls the hub of the cluster. */
export const storeClusterClient = async (clusterId: string, ownerId: string): Promise<void> => {
  const now = new Date().toISOString()
  const batch = db.batch()
  batch.set(documents.client(clusterClientId(clusterId)), {
    name: 'lab',
    ownerId,
    eventId: null,
    redirectUris: [],
    logoutUris: [],
    audience: 'event',
    clusterId,
    secretHash: 'digest',
    pseudonymKey: createPseudonymKey(),
    secretChangedAt: now,
    createdAt: now,
    updatedAt: now,
  })
  await commitBatch(batch)
}

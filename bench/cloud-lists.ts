import type { CloudAccountDocument } from '../contract/cloud-accounts.ts'
import { db, documents } from '../server/documents.ts'
import { api } from '../testing/api.ts'
import { withMeter } from './metered.ts'
import type { Person } from './people.ts'

/** Documents read for the first and for the second page of the accounts. */
export type Listing = { accounts: number; own: number[]; everybodys: number[] }

const sizes = [10, 10_000]
/** A page reads one more than it shows, and of ten accounts five are the operator's: enough for two pages of two. */
const limit = 2

const account = (ownerId: string, index: number): CloudAccountDocument => {
  const at = new Date(Date.UTC(2031, 0, 1) + index * 1000).toISOString()
  return {
    ownerId,
    name: `Account ${index}`,
    platform: 'aws',
    environment: 'dev',
    credentialsKind: 'access-key',
    works: true,
    disabled: false,
    identity: 'arn:aws:iam::123456789012:user/labseat',
    scope: { id: '123456789012' },
    fingerprint: '0000 0000 0000 0000',
    missingPermissions: [],
    permissionsKnown: true,
    regions: ['eu-west-1'],
    verifiedAt: at,
    checkedAt: at,
    nextCheckAt: at,
    createdAt: at,
    updatedAt: at,
  }
}

/** What listing costs with few and with many accounts, half of them the operator's and half an admin's. */
export const measureListings = async (
  operator: Person,
  admin: Person,
  signal: AbortSignal,
): Promise<Listing[]> => {
  await documents.access(operator.uid).update({ role: 'operator' })
  await documents.access(admin.uid).update({ role: 'admin' })
  return withMeter(signal, async (measure) => {
    const pages = async (person: Person): Promise<number[]> => {
      const page = async (cursor?: string) => {
        const query = new URLSearchParams({ limit: String(limit), ...(cursor && { cursor }) })
        const { status, text, body } = await api('GET', `/v1/cloud-accounts?${query}`, undefined, person)
        if (status !== 200 || body.items.length === 0)
          throw new Error(`The accounts were not listed: ${text}`)
        return body.nextCursor as string | undefined
      }
      const first = await measure(() => page())
      const next = await measure(() => page(first.result))
      return [first.tally.reads, next.tally.reads]
    }
    const results: Listing[] = []
    let written = 0
    for (const accounts of sizes) {
      while (written < accounts) {
        signal.throwIfAborted()
        const batch = db.batch()
        for (const end = Math.min(written + 500, accounts); written < end; written++)
          batch.create(
            documents.cloudAccounts().doc(),
            account(written % 2 === 0 ? operator.uid : admin.uid, written),
          )
        await batch.commit()
      }
      results.push({ accounts, own: await pages(operator), everybodys: await pages(admin) })
    }
    return results
  })
}

import { azureGrants, neededPermissions } from '../../domain/cloud-permissions.ts'
import { quota } from './azure-quota.ts'
import { type AzureCredentials, type AzureSession, azureSession } from './azure-session.ts'
import { buckets, createBucket, objects } from './azure-storage.ts'
import { type Platform, Refused, Rejected } from './platform.ts'

/** The subscription, if the application sees it. */
const subscriptionOf = async ({ credential, options }: AzureSession, wanted: string, signal: AbortSignal) => {
  const { SubscriptionClient } = await import('@azure/arm-resources-subscriptions')
  const client = new SubscriptionClient(credential, options)
  const seen: string[] = []
  for await (const one of client.subscriptions.list({ abortSignal: signal })) {
    if (one.subscriptionId?.toLowerCase() === wanted.toLowerCase()) return { client, found: one }
    if (one.displayName) seen.push(one.displayName)
  }
  throw new Rejected(
    'identity',
    'account-not-visible',
    seen.length > 0
      ? `The application sees ${seen.length === 1 ? 'one subscription' : `${seen.length} subscriptions`} (${seen.slice(0, 3).join(', ')}), and not ${wanted}. Give it a role on that one.`
      : `The application sees no subscription. Give it a role on ${wanted}.`,
    'subscriptionId',
  )
}

/** What Azure won't tell is no reason to reject: `undefined` stands for it. */
const unlessRefused = <T>(work: Promise<T>): Promise<T | undefined> =>
  work.catch((error) => {
    if (error instanceof Refused) return undefined
    throw error
  })

type Permission = { actions?: string[]; notActions?: string[] }

const missingOn = async (session: AzureSession, subscriptionId: string): Promise<string[]> => {
  const path = `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/permissions?api-version=2022-04-01`
  const { body } = await session.ask('GET', path)
  const granted = (body.value as Permission[]).map(({ actions = [], notActions = [] }) => ({
    actions,
    notActions,
  }))
  return neededPermissions.azure.filter((action) => !azureGrants(granted, action))
}

export const azure: Platform<AzureCredentials> = {
  async verify(credentials, { signal, report }) {
    const { subscriptionId, clientId } = credentials
    report('format', 'running')
    report('format', 'passed')

    report('identity', 'running')
    const session = await azureSession(credentials, signal)
    const { client, found } = await session.run(async () => {
      await session.signedIn()
      return subscriptionOf(session, subscriptionId, signal)
    })
    const name = found.displayName
    if (found.state === 'Disabled' || found.state === 'Deleted')
      throw new Rejected(
        'identity',
        'refused',
        `The subscription ${name ?? subscriptionId} is ${found.state.toLowerCase()}. Enable it in Azure, or take another one.`,
        'subscriptionId',
      )
    report('identity', 'passed', `Application ${clientId} on ${name ?? subscriptionId}`)

    report('permissions', 'running')
    const missing = await unlessRefused(session.run(() => missingOn(session, subscriptionId)))
    if (!missing) report('permissions', 'warned', 'Azure does not say what the application may do.')
    else if (missing.length > 0) report('permissions', 'warned', `${missing.length} permissions are missing.`)
    else report('permissions', 'passed')

    report('regions', 'running')
    const regions = await unlessRefused(
      session.run(async () => {
        const names: string[] = []
        for await (const one of client.subscriptions.listLocations(subscriptionId, { abortSignal: signal }))
          if (one.name && one.metadata?.regionType !== 'Logical') names.push(one.name)
        return names.sort()
      }),
    )
    if (regions) report('regions', 'passed', `${regions.length} regions`)
    else report('regions', 'warned', 'Azure does not say which regions there are.')

    return {
      identity: clientId,
      scope: { id: subscriptionId, ...(name && { name }) },
      missingPermissions: missing ?? [],
      permissionsKnown: missing !== undefined,
      regions: regions ?? [],
    }
  },
  buckets,
  createBucket,
  objects,
  quota,
}

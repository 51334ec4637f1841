import type { Subscription, SubscriptionClient } from '@azure/arm-resources-subscriptions'
import { Refused, Rejected, type ReportStep, type Verification } from '../platform.ts'
import { findMissingPermissions } from './permissions.ts'
import { type AzureCredentials, type AzureSession, azureSession } from './session.ts'

const notVisible = (subscriptionId: string, visibleNames: string[]) => {
  const count = visibleNames.length
  const visible = count === 1 ? 'one subscription' : `${count} subscriptions`
  return new Rejected(
    'identity',
    'account-not-visible',
    count > 0
      ? `The application sees ${visible} (${visibleNames.slice(0, 3).join(', ')}), but not ${subscriptionId}. Give it a role on that one.`
      : `The application sees no subscription. Give it a role on ${subscriptionId}.`,
    'subscriptionId',
  )
}

/** @throws Rejected if the application does not see the subscription */
const findSubscription = async (
  { credential, options }: AzureSession,
  subscriptionId: string,
  signal: AbortSignal,
): Promise<{ client: SubscriptionClient; subscription: Subscription }> => {
  const { SubscriptionClient } = await import('@azure/arm-resources-subscriptions')
  const client = new SubscriptionClient(credential, options)
  const visibleNames: string[] = []
  for await (const subscription of client.subscriptions.list({ abortSignal: signal })) {
    if (subscription.subscriptionId?.toLowerCase() === subscriptionId.toLowerCase())
      return { client, subscription }
    if (subscription.displayName) visibleNames.push(subscription.displayName)
  }
  throw notVisible(subscriptionId, visibleNames)
}

const requireActive = ({ state, displayName, subscriptionId }: Subscription): void => {
  if (state === 'Disabled' || state === 'Deleted')
    throw new Rejected(
      'identity',
      'refused',
      `The subscription ${displayName ?? subscriptionId} is ${state.toLowerCase()}. Enable it in Azure, or use another one.`,
      'subscriptionId',
    )
}

const listRegions = async (client: SubscriptionClient, subscriptionId: string, signal: AbortSignal) => {
  const names: string[] = []
  for await (const { name, metadata } of client.subscriptions.listLocations(subscriptionId, {
    abortSignal: signal,
  }))
    if (name && metadata?.regionType !== 'Logical') names.push(name)
  return names.sort()
}

/** Undefined if Azure refuses, which is no reason to reject the credentials. */
const unlessRefused = <T>(work: Promise<T>): Promise<T | undefined> =>
  work.catch((error) => {
    if (error instanceof Refused) return undefined
    throw error
  })

const reportPermissions = (missing: string[] | undefined, report: ReportStep) => {
  if (!missing) report('permissions', 'warned', 'Azure does not list the permissions of the application.')
  else if (missing.length > 0) report('permissions', 'warned', `Missing permissions: ${missing.length}.`)
  else report('permissions', 'passed')
}

export const verify = async (
  credentials: AzureCredentials,
  { signal, report }: { signal: AbortSignal; report: ReportStep },
): Promise<Verification> => {
  const { subscriptionId, clientId } = credentials
  report('format', 'running')
  report('format', 'passed')

  report('identity', 'running')
  const session = await azureSession(credentials, signal)
  const { client, subscription } = await session.run(async () => {
    await session.getToken()
    return findSubscription(session, subscriptionId, signal)
  })
  requireActive(subscription)
  const name = subscription.displayName
  report('identity', 'passed', `Application ${clientId} on ${name ?? subscriptionId}`)

  report('permissions', 'running')
  const missing = await unlessRefused(session.run(() => findMissingPermissions(session, subscriptionId)))
  reportPermissions(missing, report)

  report('regions', 'running')
  const regions = await unlessRefused(session.run(() => listRegions(client, subscriptionId, signal)))
  if (regions) report('regions', 'passed', `${regions.length} regions`)
  else report('regions', 'warned', 'Azure does not list the regions of this subscription.')

  return {
    identity: clientId,
    scope: { id: subscriptionId, ...(name && { name }) },
    missingPermissions: missing ?? [],
    permissionsKnown: missing !== undefined,
    regions: regions ?? [],
  }
}

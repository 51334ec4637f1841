import { azureGrants, neededPermissions } from '../../../domain/cloud-permissions.ts'
import type { AzureSession } from './session.ts'

type Permission = { actions?: string[]; notActions?: string[] }

/** @throws Refused if the application may not read its own permissions */
export const findMissingPermissions = async (
  session: AzureSession,
  subscriptionId: string,
): Promise<string[]> => {
  const path = `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/permissions?api-version=2022-04-01`
  const { body } = await session.call('GET', path)
  const granted = (body.value as Permission[]).map(({ actions = [], notActions = [] }) => ({
    actions,
    notActions,
  }))
  return neededPermissions.azure.filter((action) => !azureGrants(granted, action))
}

import type { Answer, Routes } from './double.ts'
import { apiDisabled, asAccount, deny, refusal } from './google-errors.ts'
import { zonesOf } from './google-offerings.ts'
import type { GoogleWorld } from './google-world.ts'

const manager = '/cloudresourcemanager.googleapis.com/v3/projects'
const regions = ['europe-west1', 'europe-west4', 'us-central1', 'us-east1']

/** Projects with their permissions, regions and quotas. */
export const projectRoutes = (world: GoogleWorld): Routes => {
  const { accounts, projects } = world
  const withProject = (
    email: string,
    id: string,
    api: string,
    then: (grants: readonly string[]) => Answer,
  ): Answer => {
    const project = projects.get(id)
    const grants = accounts.get(email)?.grants[id]
    if (!project || !grants) return deny('The caller does not have permission')
    return project.enabled ? then(grants) : apiDisabled(api, project.number)
  }
  return {
    [`GET ${manager}/{id}`]: asAccount(world, ({ params: { id = '' } }, email) =>
      withProject(email, id, 'Cloud Resource Manager', () => {
        const { name, number } = projects.get(id)!
        return { json: { name: `projects/${number}`, projectId: id, displayName: name, state: 'ACTIVE' } }
      }),
    ),
    [`POST ${manager}/{id}:testIamPermissions`]: asAccount(world, ({ params: { id = '' }, body }, email) =>
      withProject(email, id, 'Cloud Resource Manager', (grants) => {
        const { permissions } = JSON.parse(body) as { permissions: string[] }
        if (permissions.length > 100)
          return refusal(400, 'INVALID_ARGUMENT', 'At most 100 permissions may be tested at a time.')
        return { json: { permissions: permissions.filter((permission) => grants.includes(permission)) } }
      }),
    ),
    'GET /compute.googleapis.com/compute/v1/projects/{id}/regions': asAccount(
      world,
      ({ params: { id = '' } }, email) =>
        withProject(email, id, 'Compute Engine', (grants) =>
          grants.includes('compute.regions.list')
            ? { json: { kind: 'compute#regionList', items: regions.map((name) => ({ name, status: 'UP' })) } }
            : deny(`Required 'compute.regions.list' permission for 'projects/${id}'`),
        ),
    ),
    'GET /compute.googleapis.com/compute/v1/projects/{id}/regions/{region}': asAccount(
      world,
      ({ params: { id = '', region = '' } }, email) =>
        withProject(email, id, 'Compute Engine', (grants) => {
          if (!grants.includes('compute.regions.get'))
            return deny(`Required 'compute.regions.get' permission for 'projects/${id}/regions/${region}'`)
          if (!regions.includes(region))
            return refusal(404, 'NOT_FOUND', `The resource '${region}' was not found`)
          const zones = zonesOf(region).map(
            (zone) => `https://www.googleapis.com/compute/v1/projects/${id}/zones/${zone}`,
          )
          const quotas = ['CPUS', 'N2_CPUS'].map((metric) => ({ metric, ...world.processors }))
          return { json: { kind: 'compute#region', name: region, status: 'UP', quotas, zones } }
        }),
    ),
  }
}

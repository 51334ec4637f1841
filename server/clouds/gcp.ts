import { createPrivateKey } from 'node:crypto'
import { neededPermissions } from '../../domain/cloud-permissions.ts'
import { quota } from './gcp-quota.ts'
import {
  emailOf,
  fieldOf,
  type GcpCredentials,
  type GcpSession,
  gcpSession,
  isApiDisabled,
  projectOf,
  saidBy,
  statusOf,
} from './gcp-session.ts'
import { buckets, createBucket, objects } from './gcp-storage.ts'
import { type Platform, Rejected } from './platform.ts'

const resourceManager = 'https://cloudresourcemanager.googleapis.com/v3/projects'
/** https://cloud.google.com/resource-manager/reference/rest/v3/projects/testIamPermissions */
const mostTested = 100

const isRsaKey = (pem: string): boolean => {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa'
  } catch {
    return false
  }
}

/** `undefined` where Google does not permit the question; where the API is not enabled it can't be told either way. */
const unlessForbidden = async <T>(call: Promise<T>): Promise<T | undefined> =>
  call.catch((error) => {
    if ([403, 404].includes(statusOf(error) ?? 0) && !isApiDisabled(error)) return undefined
    throw error
  })

type Project = { displayName?: string; state?: string }

const lookAt = async ({ client }: GcpSession, credentials: GcpCredentials) => {
  const id = projectOf(credentials)
  const needed = neededPermissions.gcp
  const parts = Array.from({ length: Math.ceil(needed.length / mostTested) }, (_, part) =>
    needed.slice(part * mostTested, (part + 1) * mostTested),
  )
  const tested = async () => {
    const answers = await Promise.all(
      parts.map((permissions) =>
        client.request<{ permissions?: string[] }>({
          url: `${resourceManager}/${id}:testIamPermissions`,
          method: 'POST',
          data: { permissions },
        }),
      ),
    )
    return answers.flatMap(({ data }) => data.permissions ?? [])
  }
  // A role made of what is needed sees its permissions, and not the project itself.
  const [project, granted] = await Promise.all([
    unlessForbidden(client.request<Project>({ url: `${resourceManager}/${id}` }).then(({ data }) => data)),
    unlessForbidden(tested()),
  ]).catch((error) => {
    if (!isApiDisabled(error)) throw error
    throw new Rejected(
      'identity',
      'refused',
      `The Cloud Resource Manager API is not enabled where ${emailOf(credentials)} lives. Enable it: gcloud services enable cloudresourcemanager.googleapis.com`,
      fieldOf(credentials, 'projectId'),
    )
  })
  const rejected = (reason: Rejected['reason'], detail: string) =>
    new Rejected('identity', reason, detail, fieldOf(credentials, 'projectId'))
  if (!project && !granted?.length)
    throw rejected(
      'account-not-visible',
      `${emailOf(credentials)} sees no project ${id}. Give it a role there, or take the id of another one.`,
    )
  if (project?.state && project.state !== 'ACTIVE')
    throw rejected('refused', `The project ${id} is being deleted.`)
  return { name: project?.displayName, missing: granted && needed.filter((one) => !granted.includes(one)) }
}

/** Nice to know, and no reason to reject. */
const regionsOf = async (
  { client }: GcpSession,
  credentials: GcpCredentials,
): Promise<{ regions: string[]; problem?: string }> => {
  const url = `https://compute.googleapis.com/compute/v1/projects/${projectOf(credentials)}/regions`
  try {
    const { data } = await client.request<{ items?: { name: string; status?: string }[] }>({ url })
    const up = (data.items ?? []).filter(({ status }) => status !== 'DOWN')
    return { regions: up.map(({ name }) => name).sort() }
  } catch (error) {
    if (statusOf(error) !== 403) throw error
    return {
      regions: [],
      problem: `Google does not say which regions there are.${saidBy(error, credentials)}`,
    }
  }
}

export const gcp: Platform<GcpCredentials> = {
  async verify(credentials, { signal, report }) {
    report('format', 'running')
    if (credentials.kind === 'service-account' && !isRsaKey(credentials.key.private_key))
      throw new Rejected(
        'format',
        'malformed',
        'The private key cannot be read. Take the file as it was downloaded.',
        'key',
      )
    report('format', 'passed')

    report('identity', 'running')
    const session = await gcpSession(credentials, signal)
    await session.signIn()
    const { name, missing } = await session.run(() => lookAt(session, credentials))
    const identity = emailOf(credentials)
    const id = projectOf(credentials)
    report('identity', 'passed', `${identity} on ${name ?? id}`)

    report('permissions', 'running')
    if (!missing) report('permissions', 'warned', 'Google does not say what the account may do.')
    else if (missing.length > 0) report('permissions', 'warned', `${missing.length} permissions are missing.`)
    else report('permissions', 'passed')

    report('regions', 'running')
    const { regions, problem } = await session.run(() => regionsOf(session, credentials))
    if (problem) report('regions', 'warned', problem)
    else report('regions', 'passed', `${regions.length} regions`)

    return {
      identity,
      scope: { id, ...(name && { name }) },
      missingPermissions: missing ?? [],
      permissionsKnown: missing !== undefined,
      regions,
    }
  },
  buckets,
  createBucket,
  objects,
  quota,
}

import { createPrivateKey } from 'node:crypto'
import { neededPermissions } from '../../../domain/cloud-permissions.ts'
import { Rejected, type ReportStep, type Verification } from '../platform.ts'
import { emailOf, fieldOf, type GcpCredentials, projectOf } from './credentials.ts'
import { isApiDisabled, quoteGoogle, statusOf } from './errors.ts'
import { listGrantedPermissions, resourceManager } from './permissions.ts'
import { type GcpSession, gcpSession } from './session.ts'

const isRsaKey = (pem: string): boolean => {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa'
  } catch {
    return false
  }
}

const checkFormat = (credentials: GcpCredentials): void => {
  if (credentials.kind === 'service-account' && !isRsaKey(credentials.key.private_key))
    throw new Rejected(
      'format',
      'malformed',
      'The private key cannot be read. Use the file exactly as you downloaded it.',
      'key',
    )
}

/** Undefined if Google does not permit the call. The error of a disabled API says nothing about permissions, so it is thrown. */
const unlessForbidden = async <T>(call: Promise<T>): Promise<T | undefined> =>
  call.catch((error) => {
    if ([403, 404].includes(statusOf(error) ?? 0) && !isApiDisabled(error)) return undefined
    throw error
  })

type Project = { displayName?: string; state?: string }

const readProject = async ({ client }: GcpSession, credentials: GcpCredentials): Promise<Project> => {
  const { data } = await client.request<Project>({ url: `${resourceManager}/${projectOf(credentials)}` })
  return data
}

const toProjectRejection = (credentials: GcpCredentials, reason: Rejected['reason'], detail: string) =>
  new Rejected('identity', reason, detail, fieldOf(credentials, 'projectId'))

/**
 * The project's name and the missing permissions. Either is undefined if Google does not show it: a role with only the needed permissions
 * does not see the project itself.
 * @throws Rejected
 */
const inspectProject = async (session: GcpSession, credentials: GcpCredentials) => {
  const email = emailOf(credentials)
  const id = projectOf(credentials)
  const [project, granted] = await Promise.all([
    unlessForbidden(readProject(session, credentials)),
    unlessForbidden(listGrantedPermissions(session, credentials)),
  ]).catch((error) => {
    if (!isApiDisabled(error)) throw error
    throw toProjectRejection(
      credentials,
      'refused',
      `The Cloud Resource Manager API is not enabled in the project of ${email}. Enable it: gcloud services enable cloudresourcemanager.googleapis.com`,
    )
  })
  if (!project && !granted?.length)
    throw toProjectRejection(
      credentials,
      'account-not-visible',
      `${email} does not see the project ${id}. Give it a role there, or enter the id of another project.`,
    )
  if (project?.state && project.state !== 'ACTIVE')
    throw toProjectRejection(credentials, 'refused', `The project ${id} is being deleted.`)
  return {
    name: project?.displayName,
    missing: granted && neededPermissions.gcp.filter((permission) => !granted.includes(permission)),
  }
}

/** Credentials without the permission to list regions still pass. */
const listRegions = async (
  { client }: GcpSession,
  credentials: GcpCredentials,
): Promise<{ regions: string[]; problem?: string }> => {
  const url = `https://compute.googleapis.com/compute/v1/projects/${projectOf(credentials)}/regions`
  try {
    const { data } = await client.request<{ items?: { name: string; status?: string }[] }>({ url })
    const available = (data.items ?? []).filter(({ status }) => status !== 'DOWN')
    return { regions: available.map(({ name }) => name).sort() }
  } catch (error) {
    if (statusOf(error) !== 403) throw error
    return {
      regions: [],
      problem: `Google does not list the regions of this project.${quoteGoogle(error, credentials)}`,
    }
  }
}

const reportPermissions = (missing: string[] | undefined, report: ReportStep) => {
  if (!missing)
    report('permissions', 'warned', 'Google does not list the permissions of the service account.')
  else if (missing.length > 0) report('permissions', 'warned', `Missing permissions: ${missing.length}.`)
  else report('permissions', 'passed')
}

export const verify = async (
  credentials: GcpCredentials,
  { signal, report }: { signal: AbortSignal; report: ReportStep },
): Promise<Verification> => {
  report('format', 'running')
  checkFormat(credentials)
  report('format', 'passed')

  report('identity', 'running')
  const session = await gcpSession(credentials, signal)
  await session.signIn()
  const { name, missing } = await session.run(() => inspectProject(session, credentials))
  const identity = emailOf(credentials)
  const id = projectOf(credentials)
  report('identity', 'passed', `${identity} on ${name ?? id}`)

  report('permissions', 'running')
  reportPermissions(missing, report)

  report('regions', 'running')
  const { regions, problem } = await session.run(() => listRegions(session, credentials))
  if (problem) report('regions', 'warned', problem)
  else report('regions', 'passed', `${regions.length} regions`)

  return {
    identity,
    scope: { id, ...(name && { name }) },
    missingPermissions: missing ?? [],
    permissionsKnown: missing !== undefined,
    regions,
  }
}

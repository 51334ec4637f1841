import type { OpenedOf } from '../platform.ts'

export type GcpCredentials = OpenedOf<'service-account'> | OpenedOf<'impersonation'>

export const emailOf = (credentials: GcpCredentials): string =>
  credentials.kind === 'service-account' ? credentials.key.client_email : credentials.serviceAccount

export const projectOf = (credentials: GcpCredentials): string =>
  credentials.kind === 'service-account' ? credentials.key.project_id : credentials.projectId

/** The form's field that holds the service account or the project. A key file holds both. */
export const fieldOf = (credentials: GcpCredentials, field: 'serviceAccount' | 'projectId'): string =>
  credentials.kind === 'service-account' ? 'key' : field

export const secretsOf = (credentials: GcpCredentials): string[] =>
  credentials.kind === 'service-account' ? [credentials.key.private_key] : []

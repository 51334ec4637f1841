import { type FieldErrors, type Resolver, useForm } from 'react-hook-form'
import { awsRole, type CloudCredentials, cloudCredentials } from '../../../contract/cloud-credentials.ts'
import { cleanPasted } from '../../../contract/pasted.ts'
import type { FieldProblem } from '../../../contract/problems.ts'
import { messageOf } from '../../../contract/validation.ts'
import { t } from '../locales/cloud-accounts.ts'
import type { GoogleKey } from './key-file.ts'

export type Kind = CloudCredentials['kind']

/** The values of the controls of all kinds, under the contract's field names. */
export type CredentialsForm = {
  /** A role ARN, or the number of the AWS account. */
  roleArn: string
  accessKeyId: string
  secretAccessKey: string
  sessionToken: string
  subscriptionId: string
  tenantId: string
  clientId: string
  clientSecret: string
  projectId: string
  serviceAccount: string
  key: GoogleKey | null
}

export const emptyCredentials = (): CredentialsForm => ({
  ...{ roleArn: '', accessKeyId: '', secretAccessKey: '', sessionToken: '' },
  ...{ subscriptionId: '', tenantId: '', clientId: '', clientSecret: '' },
  ...{ projectId: '', serviceAccount: '', key: null },
})

/** An account number stands for the role with the name that Labseat proposes. */
export const roleArnOf = (typed: string): string => {
  const number = cleanPasted(typed).replace(/[\s-]/g, '')
  return /^\d{12}$/.test(number) ? `arn:aws:iam::${number}:role/labseat` : cleanPasted(typed)
}
export const isRoleArn = (text: string): boolean => awsRole.safeParse(text).success

const looksLikeId = (text: string): boolean => /^A[KS]IA[A-Z0-9]{12,20}$/.test(cleanPasted(text))
/** Detects that the id and the secret are swapped. */
export const looksSwapped = (accessKeyId: string, secretAccessKey: string): boolean =>
  looksLikeId(secretAccessKey)
    ? !looksLikeId(accessKeyId)
    : /^[A-Za-z0-9/+=]{40}$/.test(cleanPasted(accessKeyId))

export const toCredentials = (kind: Kind, form: CredentialsForm): unknown => {
  const { accessKeyId, secretAccessKey, sessionToken } = form
  const { subscriptionId, tenantId, clientId, clientSecret } = form
  const place = { subscriptionId, tenantId, clientId }
  switch (kind) {
    case 'access-key':
      return { kind, accessKeyId, secretAccessKey, ...(sessionToken.trim() && { sessionToken }) }
    case 'assume-role':
      return { kind, roleArn: roleArnOf(form.roleArn) }
    case 'client-secret':
      return { kind, ...place, clientSecret }
    case 'federated':
      return { kind, ...place }
    case 'service-account':
      return { kind, key: form.key }
    case 'impersonation':
      return { kind, projectId: form.projectId.trim(), serviceAccount: form.serviceAccount.trim() }
    case 'none':
      return { kind }
  }
}

/** Validates with the contract's schema and keeps the first message of each field. */
const resolver: Resolver<CredentialsForm, { kind: Kind }, CloudCredentials> = async (form, context) => {
  const kind = context?.kind ?? 'none'
  const read = cloudCredentials.safeParse(toCredentials(kind, form))
  if (read.success) return { values: read.data, errors: {} }
  const errors: Record<string, { type: string; message: string }> = {}
  for (const { path, message } of read.error.issues) {
    const name = String(path[0])
    errors[name] ??= { type: 'contract', message: name === 'key' && !form.key ? t('file.none') : message }
  }
  return { values: {}, errors: errors as FieldErrors<CredentialsForm> }
}

export const useCredentials = (kind: Kind) =>
  useForm<CredentialsForm, { kind: Kind }, CloudCredentials>({
    resolver,
    context: { kind },
    mode: 'onTouched',
    defaultValues: emptyCredentials(),
  })
export type Credentials = ReturnType<typeof useCredentials>

/** The form's names for the fields of a refusal. */
export const toFormProblems = (problems: readonly FieldProblem[]) =>
  problems.flatMap((problem) => {
    const name = /^credentials\.(\w+)/.exec(problem.path)?.[1]
    if (!name || !Object.hasOwn(emptyCredentials(), name)) return []
    return [{ name: name as keyof CredentialsForm, message: messageOf(problem) }]
  })

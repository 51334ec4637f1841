import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RunnerInputs } from '../../contract/runner.ts'
import type { Credentials, Values } from './credentials.ts'
import { listenForPrograms } from './socket.ts'

/** How Terraform reaches the cloud: variables for its environment, none of them a secret. */
export type Access = {
  env: Record<string, string>
  /** Program and arguments that print a token for the Kubernetes API. */
  tokenCommand: string[]
  close: () => void
}

const program = join(import.meta.dirname, 'ask-runner.ts')
const quoted = (words: string[]) => words.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ')
const secretly = (path: string, text: string) => {
  writeFileSync(path, text, { mode: 0o600 })
  return path
}
/** Writes again what has to be renewed, as long as the process lives; what fails is tried again shortly. */
const keepFresh = (credentials: Credentials, write: (values: Values) => void) => {
  let timer: NodeJS.Timeout
  const later = () => {
    const wait = Math.min(credentials.renewAt() - Date.now(), 24 * 3_600_000)
    timer = setTimeout(renew, Math.max(wait, 1000)).unref()
  }
  const renew = () => {
    credentials
      .get()
      .then(write)
      .catch(() => {})
      .finally(later)
  }
  later()
  return () => clearTimeout(timer)
}

const forAws = async (folder: string, socket: string, region: string): Promise<Record<string, string>> => {
  const script = secretly(
    join(folder, 'credentials.sh'),
    `exec ${quoted([process.execPath, program, socket, 'aws'])}
`,
  )
  // Without quotation marks: AWS' libraries don't agree on what they mean there.
  const config = ['[default]', `region = ${region}`, `credential_process = sh ${script}`]
  return {
    AWS_CONFIG_FILE: secretly(join(folder, 'aws-config'), `${config.join('\n')}\n`),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, 'none'),
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
  }
}

const forAzure = (folder: string, values: Values): Record<string, string> => {
  const file = join(folder, 'azure-secret')
  secretly(file, values.clientSecret ?? values.assertion ?? '')
  return {
    ARM_TENANT_ID: values.tenantId ?? '',
    ARM_CLIENT_ID: values.clientId ?? '',
    ARM_SUBSCRIPTION_ID: values.subscriptionId ?? '',
    ARM_USE_CLI: 'false',
    ARM_USE_MSI: 'false',
    ...(values.clientSecret
      ? { ARM_CLIENT_SECRET_FILE_PATH: file }
      : { ARM_USE_OIDC: 'true', ARM_OIDC_TOKEN_FILE_PATH: file }),
  }
}

export const openAccess = async (
  inputs: RunnerInputs,
  credentials: Credentials,
  folder: string,
): Promise<Access> => {
  const { platform } = inputs
  const region = inputs.cluster.region
  const socket = await listenForPrograms(folder, async (question) => {
    const values = await credentials.get()
    if (question === 'aws') {
      const end = credentials.renewAt()
      return {
        Version: 1,
        AccessKeyId: values.accessKeyId,
        SecretAccessKey: values.secretAccessKey,
        ...(values.sessionToken && { SessionToken: values.sessionToken }),
        // Earlier than it is, so that Terraform asks in time.
        ...(Number.isFinite(end) && { Expiration: new Date(end).toISOString() }),
      }
    }
    if (question !== 'kubernetes') throw new Error(`Nobody asks for ${question}.`)
    const { kubernetesToken } = await import('./kubernetes-token.ts')
    return kubernetesToken(platform, values, inputs.cluster)
  })
  // Beside the stages' folders, where Terraform runs: a plan that is carried out by another runner finds that one's.
  const tokenCommand = [process.execPath, program, '../s', 'kubernetes']
  // A sandbox needs none, and yet an account that is disabled is not used.
  const values = await credentials.get()
  if (platform === 'sandbox') return { env: {}, tokenCommand, close: socket.close }
  if (platform === 'aws')
    return { env: await forAws(folder, socket.path, region), tokenCommand, close: socket.close }
  if (platform === 'azure') {
    const stop = keepFresh(credentials, (fresh) => void forAzure(folder, fresh))
    const close = () => {
      stop()
      socket.close()
    }
    return { env: forAzure(folder, values), tokenCommand, close }
  }
  const { googleCredentials } = await import('./google-credentials.ts')
  const google = await googleCredentials(folder, credentials)
  const close = () => {
    google.close()
    socket.close()
  }
  return {
    env: { GOOGLE_APPLICATION_CREDENTIALS: google.file, GOOGLE_PROJECT: values.projectId ?? '' },
    tokenCommand,
    close,
  }
}

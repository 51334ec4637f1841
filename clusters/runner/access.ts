import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RunnerInputs } from '../../contract/runner.ts'
import type { Credentials, Values } from './credentials.ts'
import { listenForPrograms } from './socket.ts'

/** Terraform's access to the cloud. */
export type Access = {
  /** Variables of Terraform's environment. They contain no secret. */
  env: Record<string, string>
  /** Program and arguments that print a token for the Kubernetes API. */
  tokenCommand: string[]
  close: () => void
}

const program = join(import.meta.dirname, 'ask-runner.ts')
const maxTimerMs = 24 * 3_600_000

const quoteForShell = (words: string[]) => words.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ')
const writeSecret = (path: string, text: string) => {
  writeFileSync(path, text, { mode: 0o600 })
  return path
}

/** Writes the credentials before they expire, until the returned function is called. A failed renewal is retried at the next `renewAt`. */
const renewInTime = (credentials: Credentials, write: (values: Values) => void) => {
  let timer: NodeJS.Timeout
  const schedule = () => {
    const waitMs = Math.min(credentials.renewAt() - Date.now(), maxTimerMs)
    timer = setTimeout(renew, Math.max(waitMs, 1000)).unref()
  }
  const renew = () => {
    credentials
      .get()
      .then(write)
      .catch(() => {})
      .finally(schedule)
  }
  schedule()
  return () => clearTimeout(timer)
}

const writeAwsAccess = (folder: string, socket: string, region: string): Record<string, string> => {
  const command = quoteForShell([process.execPath, program, socket, 'aws'])
  const script = writeSecret(join(folder, 'credentials.sh'), `exec ${command}\n`)
  // Without quotation marks: AWS' SDKs interpret them differently.
  const config = ['[default]', `region = ${region}`, `credential_process = sh ${script}`]
  return {
    AWS_CONFIG_FILE: writeSecret(join(folder, 'aws-config'), `${config.join('\n')}\n`),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, 'none'),
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
  }
}

const writeAzureAccess = (folder: string, values: Values): Record<string, string> => {
  const file = writeSecret(join(folder, 'azure-secret'), values.clientSecret ?? values.assertion ?? '')
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

/** The output of a credential_process: https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html */
const toProcessCredentials = (values: Values, renewAt: number) => ({
  Version: 1,
  AccessKeyId: values.accessKeyId,
  SecretAccessKey: values.secretAccessKey,
  ...(values.sessionToken && { SessionToken: values.sessionToken }),
  // Earlier than the real expiry, so that Terraform asks in time.
  ...(Number.isFinite(renewAt) && { Expiration: new Date(renewAt).toISOString() }),
})

/** Writes the files with which Terraform gets and renews the account's credentials. */
export const openAccess = async (
  inputs: RunnerInputs,
  credentials: Credentials,
  folder: string,
): Promise<Access> => {
  const { platform, cluster } = inputs
  const socket = await listenForPrograms(folder, async (question) => {
    const values = await credentials.get()
    if (question === 'aws') return toProcessCredentials(values, credentials.renewAt())
    if (question !== 'kubernetes') throw new Error(`The runner does not know the question ${question}.`)
    const { createKubernetesToken } = await import('./kubernetes-token.ts')
    return createKubernetesToken(platform, values, cluster)
  })
  // Relative to a stage's folder: the runner that applies a stored plan has another private folder than the runner that made it.
  const tokenCommand = [process.execPath, program, '../s', 'kubernetes']
  // A sandbox needs no credentials, but this call fails when its account is disabled.
  const values = await credentials.get()
  switch (platform) {
    case 'sandbox':
      return { env: {}, tokenCommand, close: socket.close }
    case 'aws':
      return { env: writeAwsAccess(folder, socket.path, cluster.region), tokenCommand, close: socket.close }
    case 'azure': {
      const stopRenewing = renewInTime(credentials, (renewed) => void writeAzureAccess(folder, renewed))
      const close = () => {
        stopRenewing()
        socket.close()
      }
      return { env: writeAzureAccess(folder, values), tokenCommand, close }
    }
    case 'gcp': {
      const { serveGoogleCredentials } = await import('./google-credentials.ts')
      const google = await serveGoogleCredentials(folder, credentials)
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
  }
}

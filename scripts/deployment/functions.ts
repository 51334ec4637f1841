import { functionUrl } from '../openapi.ts'
import {
  accountManagers,
  mailSenders,
  runnerEndpoints,
  runnerStarters,
  secretOpeners,
  trustReader,
} from './needs.ts'
import {
  accountIn,
  buildAccountFlag,
  gateway,
  regionFlags,
  staging,
  type Target,
  uniqueIdFile,
} from './target.ts'

/** The service account that a function runs as, without its prefix. */
export const accountOf = (name: string): 'accounts' | 'clouds' | 'functions' | 'runs' => {
  if (accountManagers.has(name)) return 'accounts'
  if (secretOpeners.has(name)) return 'clouds'
  return runnerStarters.has(name) ? 'runs' : 'functions'
}

export const apiUrlVariable = (target: Target) => `LABSEAT_API_URL=${functionUrl(gateway, target)}`

const mailVariables = (target: Target) => [
  `LABSEAT_MAIL_FROM=${target.mailFrom}`,
  `LABSEAT_WEB_URL=https://${target.projectId}.web.app`,
  apiUrlVariable(target),
]

const trustVariables = (target: Target) => [
  `LABSEAT_SERVICE_ACCOUNT=${accountIn(target, 'clouds')}`,
  ...(target.awsRole ? [`LABSEAT_AWS_ROLE=${target.awsRole}`] : []),
  ...(target.awsAudience ? [`LABSEAT_AWS_AUDIENCE=${target.awsAudience}`] : []),
]

const variablesFlag = (target: Target, name: string): string => {
  const { projectId, region, apiKey } = target
  const opensSecrets = secretOpeners.has(name)
  const needsTrust = opensSecrets || name === trustReader
  const origins = [`https://${projectId}.web.app`, `https://${projectId}.firebaseapp.com`].join(',')
  const inRegion = `projects/${projectId}/locations/${region}`
  const variables = [
    `GOOGLE_CLOUD_PROJECT=${projectId}`,
    `FIREBASE_API_KEY=${apiKey}`,
    `ALLOWED_ORIGINS=${origins}`,
    ...(mailSenders.has(name) ? mailVariables(target) : []),
    ...(runnerStarters.has(name) ? [`LABSEAT_RUNNER_JOB=${inRegion}/jobs/labseat-runner`] : []),
    ...(runnerEndpoints.has(name)
      ? [`LABSEAT_RUNNER_ACCOUNT=${accountIn(target, 'runner')}`, apiUrlVariable(target)]
      : []),
    ...(opensSecrets ? [`LABSEAT_KMS_KEY=${inRegion}/keyRings/labseat/cryptoKeys/cloud-accounts`] : []),
    ...(needsTrust ? trustVariables(target) : []),
  ].join(';')
  // Only Google knows the unique id, so the shell reads it from a file.
  const uniqueId = `';LABSEAT_SERVICE_ACCOUNT_ID='"$(cat ${uniqueIdFile})"`
  // `^;^` makes `;` the separator, because values contain commas: `gcloud topic escaping`.
  return `--set-env-vars='^;^${variables}'${needsTrust ? uniqueId : ''}`
}

/** @param limits further flags: timeout, instances, ingress */
export const deployFunction = (target: Target, name: string, limits: string) =>
  [
    `gcloud functions deploy ${name} --gen2 --runtime=nodejs24 --entry-point=${name}`,
    `--source=${staging}/functions ${buildAccountFlag(target)} --trigger-http --no-allow-unauthenticated`,
    `--service-account=${accountIn(target, accountOf(name))}`,
    `--memory=512Mi --cpu=1 --concurrency=40 ${limits}`,
    variablesFlag(target, name),
    `--set-secrets=LABSEAT_HMAC_KEY=labseat-hmac-key:latest${mailSenders.has(name) ? ',LABSEAT_SMTP_URL=labseat-smtp-url:latest' : ''} --quiet ${regionFlags(target)}`,
  ].join(' ')

/** Lets a service account call a function. */
export const allowInvoker = (target: Target, name: string, caller: string) =>
  `gcloud functions add-invoker-policy-binding ${name} --member=serviceAccount:${accountIn(target, caller)} ${regionFlags(target)}`

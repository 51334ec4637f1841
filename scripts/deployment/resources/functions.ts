import { type OperationId, operations } from '../../../contract/index.ts'
import { oidcProvider } from '../../../contract/oidc.ts'
import { type Handler, handlers, maxInstances, topics } from '../../../pubsub/topics.ts'
import { functionsAudience, functionUrl } from '../../openapi.ts'
import type { Json } from '../google.ts'
import {
  accountManagers,
  calendarWriters,
  mailSenders,
  redirectors,
  runnerEndpoints,
  runnerStarters,
  secretOpeners,
  signsInElsewhere,
  trustReader,
} from '../needs.ts'
import type { Resource, Session } from '../resource.ts'
import {
  accountIn,
  cloudAccountsKey,
  gateway,
  hmacSecret,
  keyRing,
  locationPath,
  memberOf,
  oidcSecret,
  smtpSecret,
  type Target,
} from '../target.ts'
import { invokers, removedServices, serviceResource } from './services.ts'

/** The service account that a function runs as. */
export const accountOf = (name: string): 'accounts' | 'clouds' | 'functions' | 'runs' | 'oidc' => {
  if (name === oidcProvider) return 'oidc'
  if (accountManagers.has(name)) return 'accounts'
  if (secretOpeners.has(name)) return 'clouds'
  return runnerStarters.has(name) ? 'runs' : 'functions'
}

/** A handler may take as long as Pub/Sub waits for its acknowledgement. */
const handlerTimeoutSeconds = (name: string): number =>
  topics.find(({ handler }) => handler === name)?.ackDeadlineSeconds ?? 60
export const isHandler = (name: string): name is Handler => (handlers as readonly string[]).includes(name)
export const functionNames: readonly string[] = [...operations.map(({ id }) => id), oidcProvider, ...handlers]

/** Where a value comes from that only Google knows. */
const unknown = '(known after the first deployment)'

export const apiUrl = (target: Target) => functionUrl(gateway, target)
export const webOrigins = ({ projectId }: Target) => [
  `https://${projectId}.web.app`,
  `https://${projectId}.firebaseapp.com`,
]

type Variables = Record<string, string>

const mailVariables = (target: Target): Variables => ({
  LABSEAT_MAIL_FROM: target.mailFrom,
  LABSEAT_WEB_URL: webOrigins(target)[0]!,
  LABSEAT_API_URL: apiUrl(target),
})

const securityVariables = ({ environment }: Target): Variables => ({
  LABSEAT_SESSION_DAYS: String(environment.sessionDays),
  ...(environment.secondFactorRoles.length > 0 && {
    LABSEAT_SECOND_FACTOR_ROLES: environment.secondFactorRoles.join(','),
  }),
  ...(!environment.breachedPasswords && { LABSEAT_BREACHED_PASSWORDS: 'off' }),
})

const trustVariables = (target: Target, { facts }: Session): Variables => ({
  LABSEAT_SERVICE_ACCOUNT: accountIn(target, 'clouds'),
  LABSEAT_SERVICE_ACCOUNT_ID: facts.cloudsAccountId ?? unknown,
  ...(target.environment.awsRole && { LABSEAT_AWS_ROLE: target.environment.awsRole }),
  ...(target.environment.awsAudience && { LABSEAT_AWS_AUDIENCE: target.environment.awsAudience }),
})

/** Cloud Trace takes spans of OpenTelemetry here. */
const spansUrl = 'https://telemetry.googleapis.com/v1/traces'
/** Functions that a script could call at Labseat's cost (docs/deployment.md#app-check). */
const withAppCheck: ReadonlySet<string> = new Set<OperationId>([
  'auth-register',
  'auth-request-password-reset',
])

/** The environment of a function, without secrets. docs/configuration.md describes each variable. */
export const variablesOf = (target: Target, session: Session, name: string): Variables => {
  const opensSecrets = secretOpeners.has(name)
  return {
    FUNCTION_TARGET: name,
    GOOGLE_CLOUD_PROJECT: target.projectId,
    FIREBASE_API_KEY: session.facts.apiKey ?? unknown,
    ALLOWED_ORIGINS: webOrigins(target).join(','),
    ...(target.environment.traces && { LABSEAT_SPANS_URL: spansUrl }),
    ...(target.environment.appCheck &&
      withAppCheck.has(name) && { LABSEAT_APP_CHECK_PROJECT_NUMBER: target.projectNumber }),
    ...securityVariables(target),
    ...(mailSenders.has(name) && mailVariables(target)),
    ...(redirectors.has(name) && { LABSEAT_WEB_URL: webOrigins(target)[0]! }),
    ...(runnerStarters.has(name) && { LABSEAT_RUNNER_JOB: `${locationPath(target)}/jobs/labseat-runner` }),
    ...(runnerEndpoints.has(name) && {
      LABSEAT_RUNNER_ACCOUNT: accountIn(target, 'runner'),
      LABSEAT_SANDBOX_ACCOUNT: accountIn(target, 'sandbox'),
      LABSEAT_API_URL: apiUrl(target),
    }),
    ...((signsInElsewhere.has(name) || calendarWriters.has(name)) && {
      LABSEAT_WEB_URL: webOrigins(target)[0]!,
      LABSEAT_API_URL: apiUrl(target),
    }),
    ...(opensSecrets && {
      LABSEAT_KMS_KEY: `${locationPath(target)}/keyRings/${keyRing}/cryptoKeys/${cloudAccountsKey}`,
    }),
    ...((opensSecrets || name === trustReader) && trustVariables(target, session)),
  }
}

const secretVariable = ({ facts }: Session, name: string, secret: string): Json => ({
  name,
  valueSource: { secretKeyRef: { secret, version: facts.secretVersions.get(secret) ?? unknown } },
})

const environmentOf = (target: Target, session: Session, name: string): Json[] => [
  ...Object.entries(variablesOf(target, session, name)).map(([variable, value]) => ({
    name: variable,
    value,
  })),
  secretVariable(session, 'LABSEAT_HMAC_KEY', hmacSecret),
  ...(name === oidcProvider ? [secretVariable(session, 'LABSEAT_OIDC_KEYS', oidcSecret)] : []),
  ...(mailSenders.has(name) ? [secretVariable(session, 'LABSEAT_SMTP_URL', smtpSecret)] : []),
]

/** An endpoint ends before the gateway gives up. A handler has the time of its subscription. */
export const endpointTimeoutSeconds = 30
const maxHandlerInstances = 5
export const concurrency = 40

/** A warm instance with 1 vCPU and 512 MiB that serves nothing, by the list prices of europe-west1. */
const warmCost = 'about 10 USD for a warm instance'

const functionService = (target: Target, name: string): Resource => {
  const handles = isHandler(name)
  const minInstanceCount = target.warmFunctions.includes(name) ? 1 : 0
  const maxInstanceCount = isHandler(name)
    ? (maxInstances[name] ?? maxHandlerInstances)
    : target.environment.maxInstances
  return serviceResource(target, {
    name,
    group: 'functions',
    kind: 'function',
    hasCanary: true,
    ...(minInstanceCount > 0 && { idle: warmCost }),
    desired: (session) => ({
      ingress: handles ? 'INGRESS_TRAFFIC_INTERNAL_ONLY' : 'INGRESS_TRAFFIC_ALL',
      // The gateway signs for this audience. Pub/Sub signs for the handler's URL, which Cloud Run accepts anyway.
      ...(!handles && { customAudiences: [functionsAudience(target)] }),
      template: {
        serviceAccount: accountIn(target, accountOf(name)),
        timeout: `${handles ? handlerTimeoutSeconds(name) : endpointTimeoutSeconds}s`,
        maxInstanceRequestConcurrency: concurrency,
        scaling: { minInstanceCount, maxInstanceCount },
        containers: [
          {
            image: session.facts.images.get('functions') ?? unknown,
            env: environmentOf(target, session, name),
            resources: { limits: { cpu: '1', memory: '512Mi' }, cpuIdle: true, startupCpuBoost: true },
          },
        ],
      },
    }),
  })
}

/** Every endpoint and every handler: one image, one service each. The gateway may call endpoints, Pub/Sub may call handlers. */
export const functionResources = (target: Target): Resource[] => [
  ...functionNames.map((name) => functionService(target, name)),
  ...functionNames.map((name) =>
    invokers(target, name, 'callers', [memberOf(target, isHandler(name) ? 'push' : 'gateway')]),
  ),
]
export const removedFunctions = (target: Target): Resource => removedServices(target, new Set(functionNames))

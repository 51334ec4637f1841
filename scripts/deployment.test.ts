import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { operations } from '../contract/index.ts'
import { oidcProvider } from '../contract/oidc.ts'
import { handlers } from '../pubsub/topics.ts'
import { target } from '../testing/deployment.ts'
import { documentedGcloudCalls } from '../testing/documented-commands.ts'
import { type GoogleDouble, startGoogleDouble } from '../testing/google-cloud/server.ts'
import { compareWithCode, deployedOpenapi } from './deployment/compare-with-code.ts'
import { readEnvironments } from './deployment/environments.ts'
import * as needs from './deployment/needs.ts'
import { webVariables } from './deployment/prepare.ts'
import { vcpusForRush } from './deployment/quota.ts'
import { newFacts } from './deployment/resource.ts'
import {
  accountOf,
  apiUrl,
  functionNames,
  variablesOf,
  webOrigins,
} from './deployment/resources/functions.ts'
import { functionsImporting } from './import-graph.ts'

// Written out, so that a change of the import graph that gives a function a right fails here.
const accountManagers = [
  'auth-register',
  'me-change-email',
  'me-change-password',
  'me-delete',
  'me-export',
  'me-revoke-sessions',
  'notifications-deliver',
  'sweep-run',
  'users-list',
  'users-suspend',
]
const secretOpeners = [
  'cloud-accounts-buckets',
  'cloud-accounts-check',
  'cloud-accounts-create',
  'cloud-accounts-create-bucket',
  'cloud-accounts-objects',
  'cloud-accounts-offerings',
  'cloud-accounts-rotate',
  'cloud-accounts-verify',
  'cloud-accounts-zones',
  'clusters-create',
  'labs-attach',
  'labs-build',
  'labs-end-help',
  'labs-open-help',
  'labs-serve',
  'runner-credentials',
  'runner-hub',
]
const runnerStarters = ['clusters-start', 'sweep-run']
const runnerEndpoints = ['runner-claim', 'runner-credentials', 'runner-hub', 'runner-progress']

const session = {
  google: {} as never,
  facts: { ...newFacts(), apiKey: 'AIzaSyExample', cloudsAccountId: '1234' },
}
const runningAs = (account: string) => functionNames.filter((name) => accountOf(name) === account).sort()
const withVariable = (variable: string) =>
  functionNames.filter((name) => variable in variablesOf(target, session, name)).sort()

test('has a service for each endpoint and each handler', () => {
  const names = [...operations.map(({ id }) => id), oidcProvider, ...handlers]
  expect([...functionNames].sort()).toEqual(names.sort())
  for (const name of functionNames) expect(variablesOf(target, session, name).FUNCTION_TARGET).toBe(name)
})

test('only functions that manage accounts at Firebase Auth run as the account that may', () => {
  expect([...needs.accountManagers].sort()).toEqual(accountManagers)
  expect(runningAs('accounts')).toEqual(accountManagers)
})

test('only functions that sign in at a cloud run as the account that may open credentials', () => {
  expect([...needs.secretOpeners].sort()).toEqual(secretOpeners)
  expect(runningAs('clouds')).toEqual(secretOpeners)
})

test('only functions that open credentials get the key, and they and cloud-trust-get get the trusted account', () => {
  expect(withVariable('LABSEAT_KMS_KEY')).toEqual(secretOpeners)
  const trusted = [...secretOpeners, 'cloud-trust-get'].sort()
  for (const variable of ['LABSEAT_SERVICE_ACCOUNT', 'LABSEAT_SERVICE_ACCOUNT_ID', 'LABSEAT_AWS_ROLE'])
    expect(withVariable(variable)).toEqual(trusted)
})

test('only functions that start runners get the job, and only functions that runners call get their accounts', () => {
  expect([...needs.runnerStarters].sort()).toEqual(runnerStarters)
  expect(withVariable('LABSEAT_RUNNER_JOB')).toEqual(runnerStarters)
  expect([...needs.runnerEndpoints].sort()).toEqual(runnerEndpoints)
  expect(withVariable('LABSEAT_RUNNER_ACCOUNT')).toEqual(runnerEndpoints)
  expect(withVariable('LABSEAT_SANDBOX_ACCOUNT')).toEqual(runnerEndpoints)
  expect(withVariable('LABSEAT_API_URL')).toEqual(expect.arrayContaining(runnerEndpoints))
})

test('only the provider runs as the account that may read the signing keys', () => {
  expect(runningAs('oidc')).toEqual([oidcProvider])
})

test('the functions of a sign-in elsewhere know the addresses of the API and the web app', () => {
  const signingIn = ['oidc-provider', 'runner-credentials', 'sign-ins-answer', 'sign-ins-get']
  expect([...needs.signsInElsewhere].sort()).toEqual(signingIn)
  expect(withVariable('LABSEAT_WEB_URL')).toEqual(expect.arrayContaining(signingIn))
})

test('the functions of calendars know the addresses of the API and the web app', () => {
  const writers = operations.map(({ id }) => id).filter((id) => id.startsWith('calendars-'))
  expect([...needs.calendarWriters].sort()).toEqual(writers.sort())
  expect(withVariable('LABSEAT_API_URL')).toEqual(expect.arrayContaining(writers))
  expect(withVariable('LABSEAT_WEB_URL')).toEqual(expect.arrayContaining(writers))
})

test('only the function that sends e-mail gets the mail server', () => {
  expect([...needs.mailSenders]).toEqual(['notifications-deliver'])
  expect(withVariable('LABSEAT_MAIL_FROM')).toEqual(['notifications-deliver'])
})

test('the import graph reports a file that has moved', () => {
  expect(() => functionsImporting('server/nowhere.ts')).toThrow('server/nowhere.ts')
})

test('sets no variable of AWS where Labseat has no role there', () => {
  const { awsRole: _, awsAudience: __, ...environment } = target.environment
  const without = { ...target, environment }
  for (const name of functionNames)
    expect(Object.keys(variablesOf(without, session, name)).join()).not.toContain('LABSEAT_AWS')
})

test('every function knows how long sessions last, and which roles need a second factor', () => {
  const environment = {
    ...target.environment,
    secondFactorRoles: ['admin' as const, 'operator' as const],
    breachedPasswords: false,
  }
  for (const name of functionNames)
    expect(variablesOf({ ...target, environment }, session, name)).toMatchObject({
      LABSEAT_SESSION_DAYS: '30',
      LABSEAT_SECOND_FACTOR_ROLES: 'admin,operator',
      LABSEAT_BREACHED_PASSWORDS: 'off',
    })
})

test('App Check is on in production', () => {
  expect(readEnvironments().prod.appCheck).toBe(true)
  expect(withVariable('LABSEAT_APP_CHECK_PROJECT_NUMBER')).toEqual([
    'auth-register',
    'auth-request-password-reset',
  ])
  const environment = { ...target.environment, appCheck: false }
  expect(variablesOf({ ...target, environment }, session, 'auth-register')).not.toHaveProperty(
    'LABSEAT_APP_CHECK_PROJECT_NUMBER',
  )
})

test('the web app offers the second factors of its environment, and both without a choice', () => {
  const facts = { apiKey: 'a-key', appCheckSiteKey: 'a-site-key' }
  expect(webVariables(target, facts)).toMatchObject({ VITE_SECOND_FACTORS: 'totp,phone' })
  const environment = { ...target.environment, secondFactors: ['totp' as const] }
  expect(webVariables({ ...target, environment }, facts)).toMatchObject({ VITE_SECOND_FACTORS: 'totp' })
})

test('a rush of a hundred people fits a new project, and one of ten thousand needs a larger quota', () => {
  expect(vcpusForRush(100)).toBeLessThanOrEqual(20)
  expect(vcpusForRush(10_000)).toBeGreaterThan(20)
})

describe('after a deployment', () => {
  let double: GoogleDouble
  let comparison: Awaited<ReturnType<typeof compareWithCode>>
  beforeAll(async () => {
    double = await startGoogleDouble()
    comparison = await compareWithCode(double)
  })
  afterAll(() => double.stop())

  const inRegion = `projects/${target.projectId}/locations/${target.region}`
  const inProject = `projects/${target.projectId}`

  test('there is everything that the code needs, and nothing else', () => {
    expect(comparison).toEqual({ missing: [], extra: [] })
  })

  test('each function takes the gateway’s tokens', () => {
    const { backends } = parse(deployedOpenapi(double))['x-google-api-management']
    for (const [name, { jwtAudience }] of Object.entries<{ jwtAudience: string }>(backends)) {
      const { customAudiences } = double.store.get(`run.googleapis.com/v2/${inRegion}/services/${name}`)
      expect(customAudiences, name).toEqual([jwtAudience])
    }
  })

  test('the gateway and the chosen functions have a warm instance, and every service starts with more CPU', () => {
    const services = double.store.childrenOf(`run.googleapis.com/v2/${inRegion}/services`)
    expect(services).toHaveLength(functionNames.length + 1)
    const warm = services.filter(({ template }) => template.scaling.minInstanceCount === 1)
    expect(warm.map(({ name }) => name.split('/').at(-1)).toSorted()).toEqual(
      ['api', ...target.warmFunctions].toSorted(),
    )
    for (const { name, template } of services)
      expect(template.containers[0].resources.startupCpuBoost, name).toBe(true)
  })

  test('one instance decides about seats', () => {
    const { template } = double.store.get(`run.googleapis.com/v2/${inRegion}/services/registrations-settle`)
    expect(template.scaling.maxInstanceCount).toBe(1)
    expect(template.maxInstanceRequestConcurrency).toBeGreaterThan(1)
  })

  test('services and jobs get their images by digest', () => {
    const services = double.store.childrenOf(`run.googleapis.com/v2/${inRegion}/services`)
    const jobs = double.store.childrenOf(`run.googleapis.com/v2/${inRegion}/jobs`)
    const images = [
      ...services.map(({ template }) => template.containers[0].image),
      ...jobs.map(({ template }) => template.template.containers[0].image),
    ]
    for (const image of images) expect(image).toMatch(/@sha256:[0-9a-f]{64}$/)
  })

  test('in production the database cannot be deleted, and has point-in-time recovery and a backup of each day', () => {
    const path = `firestore.googleapis.com/v1/${inProject}/databases/(default)`
    expect(double.store.get(path)).toMatchObject({
      deleteProtectionState: 'DELETE_PROTECTION_ENABLED',
      pointInTimeRecoveryEnablement: 'POINT_IN_TIME_RECOVERY_ENABLED',
    })
    expect(double.store.childrenOf(`${path}/backupSchedules`)).toEqual([
      expect.objectContaining({ dailyRecurrence: {}, retention: `${30 * 24 * 3600}s` }),
    ])
  })

  test('the gateway states each client’s address', () => {
    const { template } = double.store.get(`run.googleapis.com/v2/${inRegion}/services/api`)
    expect(template.containers[0].env).toEqual([
      {
        name: 'ESPv2_ARGS',
        value: '--add_request_header=x-labseat-client=%DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT%',
      },
    ])
  })

  test('the runbook in an alert has the names of the project', () => {
    const alerts = double.store.childrenOf(`monitoring.googleapis.com/v3/${inProject}/alertPolicies`)
    expect(alerts.length).toBeGreaterThan(10)
    for (const alert of alerts) expect(JSON.stringify(alert)).not.toMatch(/PROJECT_(ID|NUMBER)|\bREGION\b/)
  })

  test('Google checks whether the API and the web app answer', () => {
    const checks = double.store.childrenOf(`monitoring.googleapis.com/v3/${inProject}/uptimeCheckConfigs`)
    const urls = checks.map(
      ({ monitoredResource, httpCheck }) => `https://${monitoredResource.labels.host}${httpCheck.path}`,
    )
    expect(urls).toEqual([`${apiUrl(target)}/v1/status`, `${webOrigins(target)[0]}/`])
  })

  /** Where a command of the documentation names something of a deployment, and the path of that at Google. */
  const names: [RegExp, (name: string) => string][] = [
    [/^gcloud run services [\w-]+ ([\w-]+)/, (name) => `run.googleapis.com/v2/${inRegion}/services/${name}`],
    [/--service=([\w-]+)/, (name) => `run.googleapis.com/v2/${inRegion}/services/${name}`],
    [/service_name="([\w-]+)"/, (name) => `run.googleapis.com/v2/${inRegion}/services/${name}`],
    [/--job=([\w-]+)/, (name) => `run.googleapis.com/v2/${inRegion}/jobs/${name}`],
    [
      /^gcloud pubsub subscriptions \w+ ([\w-]+)/,
      (name) => `pubsub.googleapis.com/v1/${inProject}/subscriptions/${name}`,
    ],
    [/^gcloud pubsub topics \w+ ([\w-]+)/, (name) => `pubsub.googleapis.com/v1/${inProject}/topics/${name}`],
    [
      /^gcloud scheduler jobs \w+ ([\w-]+)/,
      (name) => `cloudscheduler.googleapis.com/v1/${inRegion}/jobs/${name}`,
    ],
    [
      /^gcloud secrets versions add ([\w-]+)|--secret=([\w-]+)/,
      (name) => `secretmanager.googleapis.com/v1/${inProject}/secrets/${name}`,
    ],
    [
      /(labseat-[\w-]+@[\w-]+\.iam\.gserviceaccount\.com)/,
      (email) => `iam.googleapis.com/v1/${inProject}/serviceAccounts/${email}`,
    ],
  ]
  const named = documentedGcloudCalls().flatMap((call) =>
    names.flatMap(([pattern, toPath]) => {
      const name = pattern.exec(call)?.slice(1).find(Boolean)
      return name ? [[call, toPath(name)]] : []
    }),
  )

  test('the commands of the documentation name what is there', () => {
    expect(named.length).toBeGreaterThan(15)
    expect(named.filter(([, path]) => !double.store.resources.has(path!))).toEqual([])
    // A function is a service of Cloud Run. The commands of Cloud Functions do not find it.
    expect(documentedGcloudCalls().filter((call) => call.startsWith('gcloud functions'))).toEqual([])
  })
})

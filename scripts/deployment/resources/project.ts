import { isAbsent, type Json } from '../google.ts'
import { type Grant, policyAt, policyResource } from '../policy.ts'
import { create, type Resource, restResource, unchanged } from '../resource.ts'
import {
  type AccountName,
  accountIn,
  accountNames,
  functionAccounts,
  memberOf,
  projectPath,
  type Target,
} from '../target.ts'

/** Enabled before the billing account is looked up. They cost nothing. */
const firstApis = ['serviceusage.googleapis.com', 'cloudbilling.googleapis.com'] as const
export const apis = [
  ...firstApis,
  'artifactregistry.googleapis.com',
  'billingbudgets.googleapis.com',
  'cloudbuild.googleapis.com',
  'cloudkms.googleapis.com',
  'cloudresourcemanager.googleapis.com',
  'cloudscheduler.googleapis.com',
  'containeranalysis.googleapis.com',
  'containerscanning.googleapis.com',
  'endpoints.googleapis.com',
  'firebase.googleapis.com',
  'firebaseappcheck.googleapis.com',
  'firebasehosting.googleapis.com',
  'firebaserules.googleapis.com',
  'firestore.googleapis.com',
  'iam.googleapis.com',
  'iamcredentials.googleapis.com',
  'identitytoolkit.googleapis.com',
  'logging.googleapis.com',
  'monitoring.googleapis.com',
  'pubsub.googleapis.com',
  'recaptchaenterprise.googleapis.com',
  'run.googleapis.com',
  'secretmanager.googleapis.com',
  'servicecontrol.googleapis.com',
  'servicemanagement.googleapis.com',
  'storage.googleapis.com',
  'telemetry.googleapis.com',
] as const

const apiResource = (target: Target, api: string): Resource => {
  const path = `serviceusage.googleapis.com/v1/${projectPath(target)}/services/${api}`
  return {
    id: `api ${api}`,
    phase: 'once',
    group: firstApis.includes(api as (typeof firstApis)[number]) ? 'first APIs' : 'APIs',
    compare: async ({ google }) => ((await google.find(path))?.state === 'ENABLED' ? unchanged : create()),
    apply: async ({ google }) => void (await google.run('POST', `${path}:enable`, {})),
    remove: { stays: 'an API that is on costs nothing' },
  }
}

const billing = (target: Target): Resource => ({
  id: 'billing account',
  phase: 'once',
  group: 'billing',
  compare: async ({ google, facts }) => {
    const info = await google.find(`cloudbilling.googleapis.com/v1/${projectPath(target)}/billingInfo`)
    facts.billingAccount = info?.billingAccountName || undefined
    if (info?.billingEnabled) return unchanged
    return {
      verb: 'person',
      details: [
        `Link a billing account: https://console.cloud.google.com/billing/linkedaccount?project=${target.projectId}`,
      ],
    }
  },
  apply: async () => {},
  remove: { stays: 'the project and its link to the billing account are yours' },
})

/** The service agents that Labseat gives roles to. Google creates them when this is called, or at the first use of the API. */
const serviceAgent = (target: Target, api: string): Resource => {
  const path = `serviceusage.googleapis.com/v1beta1/${projectPath(target)}/services/${api}`
  return {
    id: `service agent ${api}`,
    phase: 'once',
    group: 'service agents',
    compare: async ({ google }) => {
      const marker = await google.find(accountPath(target, 'push'))
      // The accounts come after the agents. Google has no call that only reads an agent.
      return marker ? unchanged : create()
    },
    apply: async ({ google }) => void (await google.run('POST', `${path}:generateServiceIdentity`, {})),
    remove: { stays: 'Google owns it' },
  }
}

const accountPath = (target: Target, name: AccountName) =>
  `iam.googleapis.com/v1/${projectPath(target)}/serviceAccounts/${accountIn(target, name)}`

const purposes: Record<AccountName, string> = {
  functions: 'Runs the functions that have no account for themselves',
  accounts: 'Runs the functions that manage accounts at Firebase Auth',
  clouds: 'Runs the functions that open credentials; other clouds trust it',
  runs: 'Runs the function that starts runners',
  oidc: 'Runs the OpenID Connect provider',
  runner: 'Runs the runners of clouds',
  sandbox: 'Runs the runner of sandboxes',
  gateway: 'Runs ESPv2',
  push: 'Signs the pushes of Pub/Sub',
  build: 'Builds images',
  deploy: 'Deploys from Cloud Build',
}

const account = (target: Target, name: AccountName): Resource =>
  restResource({
    id: `account labseat-${name}`,
    phase: 'once',
    group: 'accounts',
    hasFacts: name === 'clouds' || undefined,
    path: accountPath(target, name),
    desired: { displayName: `Labseat ${name}`, description: purposes[name] },
    creation: {
      path: `iam.googleapis.com/v1/${projectPath(target)}/serviceAccounts`,
      wrap: (serviceAccount) => ({ accountId: `labseat-${name}`, serviceAccount }),
    },
    mutation: {
      mask: false,
      wrap: (serviceAccount, updateMask) => ({ serviceAccount, updateMask }),
    },
    onRead: (actual, { facts }) => {
      if (name === 'clouds') facts.cloudsAccountId = actual.uniqueId
    },
    // An account that is created a second time has another unique id, which other clouds do not trust.
    ...(name === 'clouds' && { remove: { stays: 'other clouds trust its unique id' } }),
  })

/** `roles/` is left out. */
export const projectRoles: Record<AccountName, readonly string[]> = {
  functions: ['datastore.user', 'pubsub.publisher'],
  accounts: ['datastore.user', 'pubsub.publisher', 'firebaseauth.admin'],
  clouds: ['datastore.user', 'pubsub.publisher'],
  runs: ['datastore.user'],
  oidc: ['datastore.user'],
  runner: [],
  sandbox: [],
  gateway: ['servicemanagement.serviceController', 'cloudtrace.agent'],
  push: [],
  build: ['logging.logWriter'],
  deploy: [
    'artifactregistry.reader',
    'cloudbuild.builds.editor',
    'cloudscheduler.admin',
    'containeranalysis.occurrences.viewer',
    'datastore.indexAdmin',
    // The check at the end of a release confirms an address and makes a person an operator.
    'datastore.user',
    'firebase.viewer',
    'firebaseauth.admin',
    'firebasehosting.admin',
    'firebaserules.admin',
    'logging.configWriter',
    'logging.logWriter',
    'monitoring.editor',
    'pubsub.admin',
    'recaptchaenterprise.viewer',
    'run.admin',
    'secretmanager.viewer',
    'servicemanagement.admin',
    'serviceusage.serviceUsageAdmin',
  ],
}

/** Accounts that the deployment starts services, jobs, builds or pushes as. It may act as no other. */
export const actedAs: readonly AccountName[] = accountNames.filter((name) => name !== 'deploy')

const isOurs = (target: Target) => {
  const members = new Set<string>(accountNames.map((name) => memberOf(target, name)))
  return (member: string) => members.has(member)
}

const projectPolicy = (target: Target) =>
  policyResource({
    id: 'roles in the project',
    phase: 'once',
    group: 'roles',
    api: policyAt(`cloudresourcemanager.googleapis.com/v3/${projectPath(target)}`, 'POST'),
    grants: accountNames.flatMap((name) =>
      [
        ...projectRoles[name],
        ...(target.environment.traces && functionAccounts.includes(name) ? ['cloudtrace.agent'] : []),
      ].map((role): Grant => [`roles/${role}`, memberOf(target, name)]),
    ),
    isOurs: isOurs(target),
  })

const accountPolicy = (target: Target, name: AccountName) =>
  policyResource({
    id: `roles on labseat-${name}`,
    phase: 'once',
    group: 'roles on accounts',
    api: policyAt(accountPath(target, name), 'POST'),
    grants: [
      ['roles/iam.serviceAccountUser', memberOf(target, 'deploy')],
      // Custom tokens of Firebase Auth are signed as the account itself.
      ...(name === 'accounts'
        ? [['roles/iam.serviceAccountTokenCreator', memberOf(target, name)] as Grant]
        : []),
    ],
    isOurs: isOurs(target),
  })

const thresholds = [0.5, 0.9, 1]

/** Google lists budgets by billing account only. Ours has the name of the project. */
const budget = (target: Target): Resource => {
  const displayName = `Labseat ${target.projectId}`
  const desired: Json = {
    displayName,
    amount: { specifiedAmount: { units: String(target.environment.monthlyBudget) } },
    budgetFilter: { projects: [`projects/${target.projectNumber}`], calendarPeriod: 'MONTH' },
    thresholdRules: thresholds.map((thresholdPercent) => ({ thresholdPercent, spendBasis: 'CURRENT_SPEND' })),
  }
  const listPath = (billingAccount: string) => `billingbudgets.googleapis.com/v1/${billingAccount}/budgets`
  const find = async (session: Parameters<Resource['compare']>[0]) => {
    const { billingAccount } = session.facts
    if (!billingAccount) return undefined
    const budgets = await session.google
      .list(`${listPath(billingAccount)}?pageSize=100`, 'budgets')
      .catch((error: unknown) => {
        if (isAbsent(error)) return []
        throw error
      })
    return budgets.find((candidate) => candidate.displayName === displayName)
  }
  return {
    id: 'budget alert',
    phase: 'once',
    group: 'budget',
    compare: async (session) => {
      const actual = await find(session)
      if (!actual)
        return create(
          `at ${thresholds.map((part) => `${part * 100} %`).join(', ')} of ${target.environment.monthlyBudget} a month`,
        )
      const amount = actual.amount?.specifiedAmount?.units
      return amount === desired.amount.specifiedAmount.units
        ? unchanged
        : { verb: 'update', details: ['amount'] }
    },
    apply: async (session) => {
      const actual = await find(session)
      if (actual)
        await session.google.call(
          'PATCH',
          `billingbudgets.googleapis.com/v1/${actual.name}?updateMask=amount`,
          desired,
        )
      else await session.google.call('POST', listPath(session.facts.billingAccount!), desired)
    },
    remove: async (session) => {
      const actual = await find(session)
      if (actual) await session.google.call('DELETE', `billingbudgets.googleapis.com/v1/${actual.name}`)
    },
  }
}

/** The project itself: APIs, service accounts and what they may do. */
export const projectResources = (target: Target): Resource[] => [
  ...firstApis.map((api) => apiResource(target, api)),
  billing(target),
  ...apis
    .filter((api) => !firstApis.includes(api as (typeof firstApis)[number]))
    // Google scans, and bills, each image as soon as this API is on.
    .filter((api) => api !== 'containerscanning.googleapis.com' || target.environment.imageScans)
    .filter((api) => api !== 'recaptchaenterprise.googleapis.com' || target.environment.appCheck)
    .map((api) => apiResource(target, api)),
  serviceAgent(target, 'pubsub.googleapis.com'),
  ...accountNames.map((name) => account(target, name)),
  projectPolicy(target),
  ...actedAs.map((name) => accountPolicy(target, name)),
  budget(target),
]

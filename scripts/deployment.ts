import type { Platform } from '../contract/cloud-credentials.ts'
import { operations } from '../contract/index.ts'
import { type TopicDeclaration, topics } from '../pubsub/topics.ts'
import { endpointsService, functionUrl, type Place } from './openapi.ts'

/** What one deployment is told; docs/deployment.md says where each comes from. */
export type Target = Place & {
  readonly apiKey: string
  readonly mailFrom: string
  /** Labseat's own role at AWS, where it has one, and whom tokens for it are made out to. */
  readonly awsRole?: string | undefined
  readonly awsAudience?: string | undefined
}

/** The commands of a step may run side by side where `parallel` says so; steps wait for each other. */
export type Step = { readonly title: string; readonly commands: readonly string[]; readonly parallel?: true }

export const staging = '.labseat/deploy'
export const gateway = 'api'
/** A Cloud Run job each, named `labseat-runner-PLATFORM`, of an image each: clusters/Dockerfile. */
export const runnerPlatforms: readonly Platform[] = ['aws', 'azure', 'gcp', 'sandbox']
export const runnerFolder = (platform: Platform) => `runner-${platform}`
const job = (platform: Platform) => `labseat-${runnerFolder(platform)}`

/** The functions that create or look up accounts: only they run as who may. */
export const accountKeepers: ReadonlySet<string> = new Set([
  'auth-register',
  'me-revoke-sessions',
  'me-change-email',
  'me-change-password',
  'me-delete',
  'me-export',
  'users-list',
  'notifications-deliver',
  'sweep-run',
])

/** The functions that open the credentials of cloud accounts and go there with them: only they may use the key in Cloud KMS. */
export const secretOpeners: ReadonlySet<string> = new Set([
  'cloud-accounts-create',
  'cloud-accounts-verify',
  'cloud-accounts-rotate',
  'cloud-accounts-buckets',
  'cloud-accounts-create-bucket',
  'cloud-accounts-objects',
  'cloud-accounts-check',
  'clusters-create',
  'runner-credentials',
])

/** The functions that start runners, look after them, or hear from them. */
export const runnerStarters: ReadonlySet<string> = new Set(['clusters-start', 'sweep-run'])
export const runnerListeners: ReadonlySet<string> = new Set([
  'runner-claim',
  'runner-credentials',
  'runner-progress',
])

/** It opens nothing, and says whom a cloud has to trust. */
const trustTeller = 'cloud-trust-get'

const accountOf = (name: string): 'accounts' | 'clouds' | 'functions' | 'runs' => {
  if (accountKeepers.has(name)) return 'accounts'
  if (secretOpeners.has(name)) return 'clouds'
  return runnerStarters.has(name) ? 'runs' : 'functions'
}

/** The functions that send e-mail: only they are told how, and get the mail server's password. */
const mailers: ReadonlySet<string> = new Set(['notifications-deliver'])

const handlers = new Map<string, TopicDeclaration>(topics.map((topic) => [topic.handler, topic]))

/** As Cloud Shell would be told to deploy everything, in this order: rules and topics before the code that relies on them. */
export const steps = (target: Target): Step[] => {
  const { projectId, projectNumber, region, apiKey, mailFrom, awsRole, awsAudience } = target
  const account = (name: string) => `labseat-${name}@${projectId}.iam.gserviceaccount.com`
  const project = `--project=${projectId}`
  const inRegion = `--region=${region} ${project}`
  const origins = [`https://${projectId}.web.app`, `https://${projectId}.firebaseapp.com`].join(',')
  const service = endpointsService(target)
  const builder = `--build-service-account=projects/${projectId}/serviceAccounts/${account('build')}`
  const configId = `$(cat ${staging}/config-id)`
  const webConfig = JSON.stringify({ apiKey, authDomain: `${projectId}.firebaseapp.com`, projectId })

  const apiUrl = `LABSEAT_API_URL=${functionUrl(gateway, target)}`
  const mailing = [
    `LABSEAT_MAIL_FROM=${mailFrom}`,
    `LABSEAT_WEB_URL=https://${projectId}.web.app`,
    apiUrl,
  ].join(';')

  const uniqueIdFile = `${staging}/clouds-id`
  const trust = [
    `LABSEAT_SERVICE_ACCOUNT=${account('clouds')}`,
    ...(awsRole ? [`LABSEAT_AWS_ROLE=${awsRole}`] : []),
    ...(awsAudience ? [`LABSEAT_AWS_AUDIENCE=${awsAudience}`] : []),
  ]
  const kmsKey = `LABSEAT_KMS_KEY=projects/${projectId}/locations/${region}/keyRings/labseat/cryptoKeys/cloud-accounts`

  const variables = (name: string): string => {
    const opens = secretOpeners.has(name)
    const all = [
      `GOOGLE_CLOUD_PROJECT=${projectId}`,
      `FIREBASE_API_KEY=${apiKey}`,
      `ALLOWED_ORIGINS=${origins}`,
      ...(mailers.has(name) ? [mailing] : []),
      ...(runnerStarters.has(name)
        ? [`LABSEAT_RUNNER_JOB=projects/${projectId}/locations/${region}/jobs/labseat-runner`]
        : []),
      ...(runnerListeners.has(name) ? [`LABSEAT_RUNNER_ACCOUNT=${account('runner')}`, apiUrl] : []),
      ...(opens ? [kmsKey] : []),
      ...(opens || name === trustTeller ? trust : []),
    ].join(';')
    // Values with commas: `gcloud topic escaping`. The unique id is known to Google alone.
    const uniqueId = `';LABSEAT_SERVICE_ACCOUNT_ID='"$(cat ${uniqueIdFile})"`
    return `--set-env-vars='^;^${all}'${opens || name === trustTeller ? uniqueId : ''}`
  }

  const deployFunction = (name: string, limits: string) =>
    [
      `gcloud functions deploy ${name} --gen2 --runtime=nodejs24 --entry-point=${name}`,
      `--source=${staging}/functions ${builder} --trigger-http --no-allow-unauthenticated`,
      `--service-account=${account(accountOf(name))}`,
      `--memory=512Mi --cpu=1 --concurrency=40 ${limits}`,
      variables(name),
      `--set-secrets=LABSEAT_HMAC_KEY=labseat-hmac-key:latest${mailers.has(name) ? ',LABSEAT_SMTP_URL=labseat-smtp-url:latest' : ''} --quiet ${inRegion}`,
    ].join(' ')

  const admit = (name: string, caller: string) =>
    `gcloud functions add-invoker-policy-binding ${name} --member=serviceAccount:${account(caller)} ${inRegion}`

  // The sandbox has no cloud: what its Terraform keeps lies in a bucket of this project.
  const sandboxState = '/var/lib/labseat'
  const volume = [
    `--add-volume=name=state,type=cloud-storage,bucket=${projectId}-labseat-sandbox`,
    `--add-volume-mount=volume=state,mount-path=${sandboxState}`,
  ].join(' ')

  const deployRunner = (platform: Platform) => {
    const told = [apiUrl, ...(platform === 'sandbox' ? [`LABSEAT_SANDBOX_FOLDER=${sandboxState}`] : [])]
    return [
      `gcloud run jobs deploy ${job(platform)} --source=${staging}/${runnerFolder(platform)}`,
      `--service-account=${account('runner')} --memory=2Gi --cpu=1 --tasks=1 --max-retries=0 --task-timeout=115m`,
      `--set-env-vars=${told.join(',')}${platform === 'sandbox' ? ` --clear-volume-mounts --clear-volumes ${volume}` : ''} --quiet ${inRegion}`,
    ].join(' ')
  }

  const mayRun = (platform: Platform, who: string) =>
    `gcloud run jobs add-iam-policy-binding ${job(platform)} --member=serviceAccount:${account(who)} --role=roles/run.developer ${inRegion}`

  const topic = (name: string) =>
    `gcloud pubsub topics describe ${name} ${project} || gcloud pubsub topics create ${name} ${project}`

  const subscription = ({ topic, handler, ordered, ackDeadline, retry, deliveries }: TopicDeclaration) => {
    const url = functionUrl(handler, target)
    // The path tells the framework which topic a push comes from.
    const settings = [
      `--push-endpoint=${url}/projects/${projectId}/topics/${topic}`,
      `--push-auth-service-account=${account('push')} --push-auth-token-audience=${url}`,
      `--ack-deadline=${ackDeadline} --min-retry-delay=${retry.least}s --max-retry-delay=${retry.most}s`,
      `--dead-letter-topic=${topic}-dead --max-delivery-attempts=${deliveries} --expiration-period=never ${project}`,
    ].join(' ')
    const ordering = ordered ? ' --enable-message-ordering' : ''
    return `gcloud pubsub subscriptions update ${topic} ${settings} || gcloud pubsub subscriptions create ${topic} --topic=${topic}${ordering} ${settings}`
  }

  const deadLetters = ({ topic }: TopicDeclaration) => {
    const agent = `--member=serviceAccount:service-${projectNumber}@gcp-sa-pubsub.iam.gserviceaccount.com ${project}`
    return [
      `gcloud pubsub subscriptions describe ${topic}-dead ${project} || gcloud pubsub subscriptions create ${topic}-dead --topic=${topic}-dead --expiration-period=never ${project}`,
      `gcloud pubsub topics add-iam-policy-binding ${topic}-dead --role=roles/pubsub.publisher ${agent}`,
      `gcloud pubsub subscriptions add-iam-policy-binding ${topic} --role=roles/pubsub.subscriber ${agent}`,
    ]
  }

  const tick = `pubsub sweep --location=${region} --schedule='* * * * *' --topic=projects/${projectId}/topics/sweep --message-body='{}' ${project}`

  return [
    {
      title: 'Build',
      commands: [
        `VITE_API_URL=${functionUrl(gateway, target)} VITE_FIREBASE_CONFIG='${webConfig}' node scripts/build.ts`,
        'node scripts/deploy.ts --stage',
      ],
    },
    {
      title: 'Firestore rules and indexes',
      commands: [`firebase deploy --only firestore --non-interactive ${project}`],
    },
    {
      title: 'Topics',
      parallel: true,
      commands: topics.flatMap(({ topic: name }) => [topic(name), topic(`${name}-dead`)]),
    },
    {
      title: 'Whom clouds trust: its unique id',
      commands: [
        `gcloud iam service-accounts describe ${account('clouds')} --format='value(uniqueId)' ${project} > ${uniqueIdFile}`,
      ],
    },
    {
      title: 'Functions',
      parallel: true,
      commands: [
        ...operations.map(({ id }) => deployFunction(id, '--timeout=30s --max-instances=20')),
        ...[...handlers].map(([name, { ackDeadline }]) =>
          deployFunction(
            name,
            `--timeout=${ackDeadline}s --max-instances=5 --ingress-settings=internal-only`,
          ),
        ),
      ],
    },
    { title: 'Runners', parallel: true, commands: runnerPlatforms.map(deployRunner) },
    {
      title: 'Who may start them, look after them and end them',
      commands: runnerPlatforms.flatMap((platform) =>
        [...new Set([...runnerStarters].map(accountOf))].map((who) => mayRun(platform, who)),
      ),
    },
    {
      title: 'Who may call them: the gateway the endpoints, Pub/Sub the handlers, nobody else',
      parallel: true,
      commands: [
        ...operations.map(({ id }) => admit(id, 'gateway')),
        ...[...handlers.keys()].map((name) => admit(name, 'push')),
      ],
    },
    { title: 'Subscriptions', parallel: true, commands: topics.map(subscription) },
    { title: 'Dead letters', commands: topics.flatMap(deadLetters) },
    {
      title: 'The clock of the sweep',
      commands: [`gcloud scheduler jobs update ${tick} || gcloud scheduler jobs create ${tick}`],
    },
    {
      // As https://docs.cloud.google.com/endpoints/docs/openapi/get-started-cloud-run: the configuration lies in the image.
      title: 'The gateway',
      commands: [
        `gcloud endpoints services deploy ${staging}/openapi.yaml ${project}`,
        `gcloud services enable ${service} ${project}`,
        `gcloud endpoints configs list --service=${service} --limit=1 --format='value(id)' ${project} > ${staging}/config-id`,
        `gcloud auth print-access-token | sed 's/^/Authorization: Bearer /' | curl --fail --silent --show-error --header @- --output ${staging}/gateway/service.json "https://servicemanagement.googleapis.com/v1/services/${service}/configs/${configId}?view=FULL"`,
        `gcloud run deploy ${gateway} --source=${staging}/gateway ${builder} --allow-unauthenticated --service-account=${account('gateway')} --memory=512Mi --cpu=1 --concurrency=250 --max-instances=10 --quiet ${inRegion}`,
      ],
    },
    { title: 'The web app', commands: [`firebase deploy --only hosting --non-interactive ${project}`] },
  ]
}

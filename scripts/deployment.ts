import { operations } from '../contract/index.ts'
import { topics } from '../pubsub/topics.ts'
import { allowInvoker, deployFunction } from './deployment/functions.ts'
import { deployGateway } from './deployment/gateway.ts'
import { createDeadLetters, createSubscription, createTopic, scheduleSweep } from './deployment/pubsub.ts'
import { allowStarters, deployRunner, runnerPlatforms } from './deployment/runners.ts'
import { accountIn, gateway, projectFlag, type Target, uniqueIdFile } from './deployment/target.ts'
import { functionUrl } from './openapi.ts'

/** Steps run one after the other. The commands of a `parallel` step may run side by side. */
export type Step = { readonly title: string; readonly commands: readonly string[]; readonly parallel?: true }

const buildCommands = (target: Target) => {
  const { apiKey, projectId } = target
  const webConfig = JSON.stringify({ apiKey, authDomain: `${projectId}.firebaseapp.com`, projectId })
  return [
    `VITE_API_URL=${functionUrl(gateway, target)} VITE_FIREBASE_CONFIG='${webConfig}' node scripts/build.ts`,
    'node scripts/deploy.ts --stage',
  ]
}

const handlers = new Map(topics.map((topic) => [topic.handler, topic]))

const deployFunctions = (target: Target) => [
  ...operations.map(({ id }) => deployFunction(target, id, '--timeout=30s --max-instances=20')),
  ...[...handlers].map(([name, { ackDeadlineSeconds }]) =>
    deployFunction(
      target,
      name,
      `--timeout=${ackDeadlineSeconds}s --max-instances=5 --ingress-settings=internal-only`,
    ),
  ),
]

/** Every command of a deployment, as typed into Cloud Shell. Rules and topics come before the code that relies on them. */
export const steps = (target: Target): Step[] => {
  const project = projectFlag(target)
  return [
    { title: 'Build', commands: buildCommands(target) },
    {
      title: 'Firestore rules and indexes',
      commands: [`firebase deploy --only firestore --non-interactive ${project}`],
    },
    {
      title: 'Topics',
      parallel: true,
      commands: topics.flatMap(({ topic }) =>
        [topic, `${topic}-dead`].map((name) => createTopic(target, name)),
      ),
    },
    {
      title: 'Unique id of the account that clouds trust',
      commands: [
        `gcloud iam service-accounts describe ${accountIn(target, 'clouds')} --format='value(uniqueId)' ${project} > ${uniqueIdFile}`,
      ],
    },
    { title: 'Functions', parallel: true, commands: deployFunctions(target) },
    {
      title: 'Runners',
      parallel: true,
      commands: runnerPlatforms.map((platform) => deployRunner(target, platform)),
    },
    {
      title: 'Rights to start, watch and stop runners',
      commands: runnerPlatforms.flatMap((platform) => allowStarters(target, platform)),
    },
    {
      title: 'Rights to call functions: the gateway calls endpoints, Pub/Sub calls handlers',
      parallel: true,
      commands: [
        ...operations.map(({ id }) => allowInvoker(target, id, 'gateway')),
        ...[...handlers.keys()].map((name) => allowInvoker(target, name, 'push')),
      ],
    },
    {
      title: 'Subscriptions',
      parallel: true,
      commands: topics.map((topic) => createSubscription(target, topic)),
    },
    { title: 'Dead letters', commands: topics.flatMap((topic) => createDeadLetters(target, topic)) },
    { title: 'Schedule of the sweep', commands: [scheduleSweep(target)] },
    { title: 'Gateway', commands: deployGateway(target) },
    { title: 'Web app', commands: [`firebase deploy --only hosting --non-interactive ${project}`] },
  ]
}

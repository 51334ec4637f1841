import { parseArgs } from 'node:util'
import { type EnvironmentName, environmentNames, readEnvironments } from './environments.ts'
import type { Google } from './google.ts'
import type { Target } from './target.ts'

export const usage = `npm run deploy -- --project P --region R [--environment dev|staging|prod]

Shows what a deployment would change. It changes nothing without --yes.

  --yes             sets the project up, as its owner, then lets Cloud Build deploy as labseat-deploy
  --here            with --yes: deploys from this machine instead of Cloud Build
  --release         only what each release does; cloudbuild.yaml uses it
  --warm            keeps an instance of each of the environment's warmFunctions
  --canary PERCENT  new revisions of functions get this share; deploy without it to give them all
  --rollback        gives all requests back to the release before
  --remove          takes the environment away, and lists what stays
  --rush PEOPLE     prints the vCPU that a rush of so many people needs (1000)
  --mail-from TEXT  the sender of e-mail: 'Labseat <hello@example.com>'

Sign in first: gcloud auth application-default login`

export const parseOptions = (args: string[]) => {
  const { values } = parseArgs({
    args,
    allowNegative: true,
    options: {
      project: { type: 'string' },
      region: { type: 'string' },
      environment: { type: 'string', default: 'prod' },
      yes: { type: 'boolean', default: false },
      here: { type: 'boolean', default: false },
      release: { type: 'boolean', default: false },
      warm: { type: 'boolean', default: false },
      canary: { type: 'string', default: '100' },
      rollback: { type: 'boolean', default: false },
      remove: { type: 'boolean', default: false },
      rush: { type: 'string', default: '1000' },
      'mail-from': { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  const environmentName = values.environment as EnvironmentName
  if (!environmentNames.includes(environmentName))
    throw new Error(
      `There is no environment “${values.environment}”. They are ${environmentNames.join(', ')}.`,
    )
  const canaryPercent = Number(values.canary)
  if (!Number.isInteger(canaryPercent) || canaryPercent < 1 || canaryPercent > 100)
    throw new Error('--canary is a whole number from 1 to 100.')
  const environment = readEnvironments()[environmentName]
  const project = values.project ?? environment.project
  const region = values.region ?? environment.region
  if (!values.help && !(project && region)) throw new Error(`--project and --region are needed.\n\n${usage}`)
  return {
    ...values,
    project: project ?? '',
    region: region ?? '',
    environmentName,
    environment,
    canaryPercent,
    rushPeople: Number(values.rush),
    mailFrom: values['mail-from'] || environment.mailFrom,
  }
}
export type Options = ReturnType<typeof parseOptions>

/** Google's number of the project. Service Usage is on in every project, and its answer has the number. */
const readProjectNumber = async (google: Google, project: string): Promise<string> => {
  const service = await google.call(
    'GET',
    `serviceusage.googleapis.com/v1/projects/${project}/services/serviceusage.googleapis.com`,
  )
  return /^projects\/(\d+)\//.exec(service.name)![1]!
}

export const toTarget = async (google: Google, options: Options): Promise<Target> => ({
  projectId: options.project,
  projectNumber: await readProjectNumber(google, options.project),
  region: options.region,
  environmentName: options.environmentName,
  environment: options.environment,
  mailFrom: options.mailFrom ?? `Labseat <labseat@${options.project}.firebaseapp.com>`,
  warmFunctions: options.warm ? options.environment.warmFunctions : [],
  canaryPercent: options.canaryPercent,
})

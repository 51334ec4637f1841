import { spawnSync } from 'node:child_process'
import { GoogleAuth } from 'google-auth-library'
import { propagation } from './deployment/eventually.ts'
import { createGoogle, type Google } from './deployment/google.ts'
import { type Place, takeJourney } from './deployment/journey.ts'
import { type Options, parseOptions, toTarget, usage } from './deployment/options.ts'
import { carryOut, onceResources, readPlan, releaseResources, removeAll } from './deployment/plan.ts'
import { prepareArtifacts, unbuiltArtifacts } from './deployment/prepare.ts'
import { describeChange, describeFailure, describePlan } from './deployment/print.ts'
import { type Change, newFacts, type Resource, type Session } from './deployment/resource.ts'
import { apiUrl, webOrigins } from './deployment/resources/functions.ts'
import { rollBack } from './deployment/resources/record.ts'
import { checkDeployment } from './deployment/smoke.ts'
import { submitCommand } from './deployment/submit.ts'
import type { Target } from './deployment/target.ts'
import { root } from './deployment/upload.ts'

const report = (resource: Resource, change: Change) => console.log(describeChange(resource.id, change))

/** @returns an OAuth access token of the person or the service account that deploys */
const readToken = async (): Promise<string> => {
  const auth = new GoogleAuth({ scopes: ['https://www.googleapis.com/auth/cloud-platform'] })
  const token = await auth.getAccessToken().catch((error: Error) => {
    throw new Error(`${error.message}\nSign in first: gcloud auth application-default login`)
  })
  if (!token) throw new Error('Google gave no access token.')
  return token
}

const connect = (project: string): Google => createGoogle({ quotaProject: project, token: readToken })

const grantOperator = async (email: string, projectId: string) => {
  const args = ['scripts/grant.ts', email, 'operator', '--project', projectId]
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
}

const journeyIn = (target: Target, { facts }: Session): Place => ({
  api: apiUrl(target),
  identity: 'https://identitytoolkit.googleapis.com',
  apiKey: facts.apiKey!,
  web: webOrigins(target)[0]!,
  projectId: target.projectId,
  adminToken: readToken,
  hasAppCheck: target.environment.appCheck,
  grantOperator: (email) => grantOperator(email, target.projectId),
  polling: propagation,
})

const showPlan = async (target: Target, session: Session, options: Options) => {
  const once = await readPlan(onceResources(target), session)
  const isSetUp = session.facts.apiKey !== undefined
  const artifacts = isSetUp ? prepareArtifacts(target, session.facts) : unbuiltArtifacts(target)
  const release = await readPlan(releaseResources(target, artifacts), session)
  console.log(describePlan([...once, ...release], target, options.rushPeople).join('\n'))
  console.log('\nNothing was changed. --yes carries this out.')
}

/** What each deployment does. It runs as `labseat-deploy` in Cloud Build, or as the person with --here. */
const release = async (target: Target, session: Session) => {
  await readPlan(
    onceResources(target).filter(({ hasFacts }) => hasFacts),
    session,
  )
  const { apiKey, appCheckSiteKey } = session.facts
  if (!apiKey || (target.environment.appCheck && !appCheckSiteKey))
    throw new Error('The project is not set up. An owner runs: npm run deploy -- --yes')
  const artifacts = prepareArtifacts(target, session.facts)
  const changes = await carryOut(releaseResources(target, artifacts), session, ['release'], report)
  console.log(changes === 0 ? 'Nothing differed.' : `${changes} changes.`)
  await checkDeployment(target)
  await takeJourney(journeyIn(target, session))
}

const submit = (target: Target, options: Options) => {
  const [program, ...args] = submitCommand(target, options)
  const { status, error } = spawnSync(program!, args, { cwd: root, stdio: 'inherit' })
  if (error || status !== 0) throw error ?? new Error(`${program} ended with ${status}.`)
}

const main = async (options: Options) => {
  const google = connect(options.project)
  const target = await toTarget(google, options)
  const session: Session = { google, facts: newFacts() }
  if (options.rollback) {
    if (!options.yes) throw new Error('--rollback changes what serves: give --yes, too.')
    for (const line of await rollBack(session, target)) console.log(line)
  } else if (options.remove) {
    const all = [...onceResources(target), ...releaseResources(target, unbuiltArtifacts(target))]
    if (!options.yes) {
      for (const { id, remove } of all)
        console.log(typeof remove === 'function' ? `- ${id}` : `  ${id} stays: ${remove.stays}`)
      console.log('\nNothing was changed. --yes carries this out.')
      return
    }
    const stays = await removeAll(all, session, ({ id }) => console.log(`- ${id}`))
    console.log(`\nIt stays on purpose:\n${stays.map((line) => `  ${line}`).join('\n')}`)
  } else if (!options.yes) await showPlan(target, session, options)
  else {
    if (!options.release) await carryOut(onceResources(target), session, ['once'], report)
    if (options.release || options.here) await release(target, session)
    else submit(target, options)
  }
}

if (import.meta.main)
  try {
    const options = parseOptions(process.argv.slice(2))
    if (options.help) console.log(usage)
    else await main(options)
  } catch (error) {
    console.error(describeFailure(error))
    process.exitCode = 1
  }

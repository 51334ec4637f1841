import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { type Role, role as roles } from '../contract/people.ts'
import { fullName } from '../domain/full-name.ts'
import { environmentOf } from './stack/ports.ts'

// Gives a person a role, for example to the first admin. Uses the emulators of `npm start` unless a project is named.
const usage = `Usage: npm run grant -- EMAIL ${roles.options.join('|')} [--project PROJECT_ID]`

class Refusal extends Error {}

const parseArguments = () => {
  try {
    const { values, positionals } = parseArgs({
      options: { project: { type: 'string' } },
      allowPositionals: true,
    })
    const [email, role, ...more] = positionals
    if (!email || !role || more.length > 0) throw new Error('Say who, and which role.')
    if (!roles.options.includes(role as Role))
      throw new Error(`There is no role “${role}”: ${roles.options.join(', ')}.`)
    return { email, role: role as Role, project: values.project }
  } catch (error) {
    throw new Refusal(`${(error as Error).message}\n${usage}`)
  }
}

/** Sets the environment for the named project, the environment's emulators or those of `npm start`. Returns the place in words. */
const choosePlace = (named: string | undefined): string => {
  const { env } = process
  const project = named ?? (env.FIRESTORE_EMULATOR_HOST ? undefined : env.GOOGLE_CLOUD_PROJECT)
  if (project) {
    for (const name of ['FIRESTORE_EMULATOR_HOST', 'FIREBASE_AUTH_EMULATOR_HOST']) delete env[name]
    env.GOOGLE_CLOUD_PROJECT = project
    // server/config.ts requires these, but nothing here uses them.
    env.LABSEAT_HMAC_KEY ??= 'unused'.repeat(5)
    env.FIREBASE_API_KEY ??= 'unused'
    return `project ${project}`
  }
  if (!env.FIRESTORE_EMULATOR_HOST) Object.assign(env, environmentOf('start'))
  return `the emulators on ${env.FIRESTORE_EMULATOR_HOST}`
}

const isDown = (error: unknown): boolean =>
  /ECONNREFUSED|UNAVAILABLE|network-error/i.test(
    `${(error as { code?: unknown }).code} ${(error as Error).message}`,
  )

const grant = async (email: string, role: Role): Promise<string> => {
  const [{ initializeApp }, { getAuth }, { documents }, { changeAccess }, { Problem }] = await Promise.all([
    import('firebase-admin/app'),
    import('firebase-admin/auth'),
    import('../server/documents.ts'),
    import('../server/people/change-access.ts'),
    import('../server/problem.ts'),
  ])
  const auth = getAuth(initializeApp({ projectId: process.env.GOOGLE_CLOUD_PROJECT! }))
  const account = await auth.getUserByEmail(email).catch((error: { code?: string }) => {
    if (error.code === 'auth/user-not-found')
      throw new Refusal(`Nobody has an account with ${email}. Sign up with it first, then run this again.`)
    if (error.code === 'auth/invalid-email') throw new Refusal(`${email} is not an e-mail address.`)
    throw error
  })
  // Anybody can sign up with any address, but only the address's owner can confirm it.
  if (!account.emailVerified)
    throw new Refusal(`${email} is not confirmed. Open the link in the e-mail, then run this again.`)
  const id = randomUUID()
  const now = new Date().toISOString()
  let roleBefore: string | undefined
  const { person, access } = await changeAccess({
    uid: account.uid,
    change: { role },
    id,
    now,
    save: (batch, thing, details) => {
      roleBefore = details.before
      const change = { actorId: 'system', action: 'roles-grant', thing, at: now, requestId: id, details }
      return batch.set(documents.activity(id), change).commit()
    },
  }).catch((error: unknown) => {
    if (!(error instanceof Problem)) throw error
    throw new Refusal(
      error.code === 'not-found'
        ? `${email} has an account but no profile yet. Open Labseat once while signed in, then run this again.`
        : error.message,
    )
  })
  const name = `${fullName(person)} (@${person.username})`
  return roleBefore
    ? `${name} was ${roleBefore} and is now ${access.role}.${access.suspended ? ' The account is still suspended.' : ''}`
    : `${name} is already ${access.role}. Nothing was changed.`
}

let place = ''
try {
  const { email, role, project } = parseArguments()
  place = choosePlace(project)
  console.log(`${await grant(email, role)} In ${place}.`)
} catch (error) {
  process.exitCode = 1
  if (error instanceof Refusal) console.error(error.message)
  else if (isDown(error) && place.startsWith('the emulators'))
    console.error(`Nothing answers at ${place}. Run npm start first, or name a project with --project.`)
  else console.error(`It did not work in ${place}. Nothing was changed. ${(error as Error).message}`)
}
process.exit()

import { spawnSync } from 'node:child_process'
import { beforeAll, describe, expect, test } from 'vitest'
import { documents } from '../server/documents.ts'
import { type Person, signUp, unique } from '../testing/people.ts'

const grant = (args: string[], env: Record<string, string> = {}) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/grant.ts', ...args], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  })
  return { status, said: stdout.trim(), complained: stderr.trim() }
}
const accessOf = async ({ uid }: Person) => (await documents.access(uid).get()).data()

describe('npm run grant', () => {
  let nina: Person
  beforeAll(async () => {
    nina = await signUp('Nina')
  })

  test('the first admin gets the role and a notice, and the change is in the activity log', async () => {
    const { status, said: printed, complained } = grant([nina.email, 'admin'])
    expect({ status, complained }).toEqual({ status: 0, complained: '' })
    expect(printed).toMatch(/^Nina Labseat \(@nina-\w+\) was member and is now admin\. In the emulators on /)
    expect(await accessOf(nina)).toEqual({ role: 'admin', suspended: false })
    const notices = await documents.notifications(nina.uid).where('kind', '==', 'role-changed').get()
    expect(notices.size).toBe(1)
    const log = await documents.activityCollection().where('action', '==', 'roles-grant').get()
    expect(log.docs.map((doc) => doc.data())).toContainEqual(
      expect.objectContaining({
        actorId: 'system',
        thing: `people/${nina.uid}`,
        details: { role: 'admin', before: 'member' },
      }),
    )
    expect(grant([nina.email, 'admin']).said).toContain('is already admin')
  })

  test('a wrong call prints the reason and changes nothing', async () => {
    const nobody = `nobody-${unique()}@labseat.test`
    const unconfirmed = await signUp('Uma', { verified: false })
    const cases: [string[], RegExp][] = [
      [[], /Say who.*Usage/s],
      [[nina.email], /Say who/],
      [[nina.email, 'owner'], /There is no role “owner”: member, operator, admin/],
      [[nina.email, 'admin', '--force'], /Usage/],
      [[nobody, 'admin'], /Nobody has an account with nobody-/],
      [['nobody', 'admin'], /not an e-mail address/],
      [[unconfirmed.email, 'admin'], /is not confirmed/],
    ]
    for (const [args, reason] of cases) {
      const { status, complained } = grant(args)
      expect([args, status]).toEqual([args, 1])
      expect(complained).toMatch(reason)
      expect(complained).not.toMatch(/at .*\.ts:\d+/)
    }
    expect(await accessOf(unconfirmed)).toEqual({ role: 'member', suspended: false })
  })

  test('without a running stack the command says to start it', () => {
    const nowhere = { FIREBASE_AUTH_EMULATOR_HOST: '127.0.0.1:1', FIRESTORE_EMULATOR_HOST: '127.0.0.1:1' }
    expect(grant([nina.email, 'admin'], nowhere)).toMatchObject({
      status: 1,
      complained: expect.stringContaining('Run npm start first'),
    })
  })
})

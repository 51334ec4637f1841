import { expect, test } from 'vitest'
import { fakeArtifacts, newSession, target } from '../../testing/deployment.ts'
import { startGoogleDouble } from '../../testing/google-cloud/server.ts'
import { carryOut, onceResources, releaseResources } from './plan.ts'

process.env.LABSEAT_SMTP_URL = 'smtps://user:password@smtp.example.com'
const resources = [...onceResources(target), ...releaseResources(target, fakeArtifacts())]
const deploy = (origin: string) => carryOut(resources, newSession(origin), ['once', 'release'])
/** Without the numbers that the double counts up: a refused request takes one, so later ones differ. */
const pathsOf = (changes: readonly string[]) =>
  new Set(changes.map((change) => change.split(' ')[1]!.replace(/\b\d{1,9}\b/g, 'N')))

const startDouble = async () => {
  const double = await startGoogleDouble()
  double.linkBilling()
  return double
}

const whole = await startDouble()
await deploy(whole.origin)
await whole.stop()
const count = whole.changes.length
/** Not a divisor of the numbers of functions, topics or roles, so that each kind of step comes up. */
const stride = 37
const points = Array.from({ length: Math.ceil(count / stride) }, (_, index) => index * stride)

test.each(
  points.flatMap((at) => [[at, 'is refused', false] as const, [at, 'loses its answer', true] as const]),
)('a deployment whose change %i %s is picked up, and ends as a whole one', async (at, _, isLost) => {
  const double = await startDouble()
  double.interruptAt(at, isLost)
  await expect(deploy(double.origin)).rejects.toThrow('interrupted')
  double.resume()
  await deploy(double.origin)
  const changed = pathsOf(double.changes)
  expect([...pathsOf(whole.changes)].filter((path) => !changed.has(path))).toEqual([])
  double.forget()
  expect(await deploy(double.origin)).toBe(0)
  expect(double.changes).toEqual([])
  await double.stop()
})

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import * as z from 'zod'
import type { Google, Json } from '../google.ts'
import { create, type Resource, type Session, unchanged } from '../resource.ts'
import { projectPath, type Target } from '../target.ts'
import { root } from '../upload.ts'

/** A vulnerability of an image that a person has reviewed: why it does not apply, and when to look at it once more. */
const exceptions = z.array(
  z.strictObject({
    vulnerability: z.string().regex(/^CVE-\d{4}-\d+$/),
    reason: z.string().min(20),
    expires: z.iso.date(),
  }),
)

const readAccepted = (today: string): Set<string> => {
  const file = join(root, 'scripts/scans/image-exceptions.json')
  const all = exceptions.parse(JSON.parse(readFileSync(file, 'utf8')))
  return new Set(all.filter(({ expires }) => expires >= today).map(({ vulnerability }) => vulnerability))
}

/** Container Analysis: https://cloud.google.com/artifact-analysis/docs/reference/rest/v1/projects.occurrences/list */
const listOccurrences = (google: Google, target: Target, image: string, kind: string): Promise<Json[]> => {
  const filter = encodeURIComponent(`kind="${kind}" AND resourceUrl="https://${image}"`)
  return google.list(
    `containeranalysis.googleapis.com/v1/${projectPath(target)}/occurrences?filter=${filter}&pageSize=500`,
    'occurrences',
  )
}

type Scan = 'waiting' | 'finished' | 'failed'
const stateOf = (discoveries: Json[]): Scan => {
  const statuses = discoveries.map(({ discovery }): string => discovery.analysisStatus)
  if (statuses.includes('FINISHED_SUCCESS')) return 'finished'
  return statuses.some((status) => status.startsWith('FINISHED')) ? 'failed' : 'waiting'
}

/** Google scans a pushed image in about a minute. */
const scanTimeoutMs = 15 * 60_000

const waitForScan = async (google: Google, target: Target, image: string, pauseMs: number): Promise<void> => {
  const deadline = Date.now() + scanTimeoutMs
  for (;;) {
    const state = stateOf(await listOccurrences(google, target, image, 'DISCOVERY'))
    if (state === 'finished') return
    if (state === 'failed')
      throw new Error(`Google could not scan ${image}. Look at it in Artifact Registry.`)
    if (Date.now() > deadline) throw new Error(`The scan of ${image} has not ended after 15 minutes.`)
    await pause(pauseMs)
  }
}

/** Critical vulnerabilities that a newer package mends, without those that a person has accepted. */
const findCritical = async (google: Google, target: Target, image: string): Promise<string[]> => {
  const accepted = readAccepted(new Date().toISOString().slice(0, 10))
  const vulnerabilities = await listOccurrences(google, target, image, 'VULNERABILITY')
  const names = vulnerabilities
    .filter(
      ({ vulnerability }) => vulnerability.effectiveSeverity === 'CRITICAL' && vulnerability.fixAvailable,
    )
    .map(({ noteName }): string => noteName.split('/').at(-1))
  return [...new Set(names)].filter((name) => !accepted.has(name)).sort()
}

/** Holds a release back until Google has scanned an image and found nothing critical in it that can be mended. */
export const imageScan = (target: Target, name: string, pauseMs = 5_000): Resource => {
  const imageOf = ({ facts }: Session) => facts.images.get(name)
  return {
    id: `scan of image ${name}`,
    phase: 'release',
    group: 'image scans',
    compare: async (session) => {
      const image = imageOf(session)
      if (!image) return create()
      if (stateOf(await listOccurrences(session.google, target, image, 'DISCOVERY')) !== 'finished')
        return create()
      const critical = await findCritical(session.google, target, image)
      return critical.length > 0 ? create(...critical) : unchanged
    },
    apply: async (session) => {
      const image = imageOf(session)
      if (!image) throw new Error(`The image ${name} is not known.`)
      await waitForScan(session.google, target, image, pauseMs)
      const critical = await findCritical(session.google, target, image)
      if (critical.length > 0)
        throw new Error(
          `The image ${name} has critical vulnerabilities that a newer package mends: ${critical.join(', ')}. ` +
            'Nothing new serves yet. Update the base image or the package, or accept one with a reason in scripts/scans/image-exceptions.json.',
        )
    },
    // It leaves nothing.
    remove: async () => {},
  }
}

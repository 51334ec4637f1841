import { spawnSync } from 'node:child_process'
import * as z from 'zod'
import { withProductionPackage } from '../production-package.ts'

export type Advisory = { id: string; package: string; severity: string; title: string }
export type Audit = { ran: true; advisories: Advisory[] } | { ran: false; reason: string }

/** An advisory that a person has reviewed: why it does not apply, and when to look at it once more. */
export const advisoryExceptions = z.array(
  z.strictObject({
    advisory: z.string().regex(/^GHSA(-[0-9a-z]{4}){3}$/),
    package: z.string(),
    reason: z.string().min(20),
    expires: z.iso.date(),
  }),
)
export type AdvisoryException = z.infer<typeof advisoryExceptions>[number]

const report = z.object({
  auditReportVersion: z.literal(2),
  vulnerabilities: z.record(
    z.string(),
    z.object({
      via: z.array(
        z.union([
          /** The name of a package below, whose own entry has the advisory. */
          z.string(),
          z.object({ name: z.string(), title: z.string(), url: z.string(), severity: z.string() }),
        ]),
      ),
    }),
  ),
})

/** Reads what `npm audit --json` printed. Anything but a whole report means that the scan did not run. */
export const readAudit = (printed: string): Audit => {
  let json: unknown
  try {
    json = JSON.parse(printed)
  } catch {
    return { ran: false, reason: 'npm audit printed no report' }
  }
  const parsed = report.safeParse(json)
  if (!parsed.success) {
    const { message } = json as { message?: unknown }
    return { ran: false, reason: typeof message === 'string' ? message : 'npm audit printed no report' }
  }
  const advisories = Object.values(parsed.data.vulnerabilities).flatMap(({ via }) =>
    via.flatMap((cause) => {
      if (typeof cause === 'string') return []
      const { name, title, url, severity } = cause
      return [{ id: url.split('/').at(-1) ?? url, package: name, severity, title }]
    }),
  )
  const byId = new Map(advisories.map((advisory) => [`${advisory.id} ${advisory.package}`, advisory]))
  return { ran: true, advisories: [...byId.values()] }
}

/** The advisories for what is deployed, also in browsers, where the registry serves them. */
export const auditProduction = (): Audit =>
  withProductionPackage((cwd) => {
    const { stdout } = spawnSync(
      'npm',
      ['audit', '--package-lock-only', '--json', '--fetch-retries=1', '--fetch-timeout=20000'],
      { cwd, encoding: 'utf8', maxBuffer: 2 ** 26 },
    )
    return readAudit(stdout ?? '')
  })

/** @param today `YYYY-MM-DD` @returns what a person has to do, one sentence each */
export const judgeAdvisories = (
  advisories: readonly Advisory[],
  exceptions: readonly AdvisoryException[],
  today: string,
): string[] => {
  const isFor = (advisory: Advisory) => (exception: AdvisoryException) =>
    exception.advisory === advisory.id && exception.package === advisory.package
  const open = advisories.flatMap((advisory) => {
    const { id, severity, title } = advisory
    const exception = exceptions.find(isFor(advisory))
    if (!exception) return [`${advisory.package}: ${severity}, ${title} (${id})`]
    return exception.expires < today ? [`The exception for ${id} has expired: review it.`] : []
  })
  const unused = exceptions.filter((exception) => !advisories.some((advisory) => isFor(advisory)(exception)))
  return [...open, ...unused.map(({ advisory }) => `No dependency has ${advisory}: remove its exception.`)]
}

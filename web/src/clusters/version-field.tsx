import type { UseFormRegisterReturn } from 'react-hook-form'
import type { Platform } from '../../../contract/cloud-credentials.ts'
import type { Offerings } from '../../../contract/offerings.ts'
import { endingSupport, nextVersion, standardEndOf } from '../../../domain/kubernetes-versions.ts'
import { t } from '../locales/clusters.ts'
import { Select } from '../ui/field.tsx'
import { formatDay } from '../ui/time.ts'

const dayOf = (date: string): string => formatDay(`${date}T12:00:00.000Z`, 'UTC')

/** What a person should know about the support of a version; undefined while there is time. */
export const supportText = (
  platform: Platform,
  version: string,
  now: string,
  standardEnd?: string,
): string | undefined => {
  const ending = endingSupport(platform, version, now, standardEnd)
  if (!ending) return undefined
  return t(ending.isOver ? 'version.over' : 'version.ends', { version, day: dayOf(ending.standardEnd) })
}

/**
 * The choice of a Kubernetes version.
 * @param current the version of a cluster that exists: it may stay, or go up to the next one
 */
export function VersionField({
  platform,
  offerings,
  field,
  value,
  current,
  error,
}: {
  platform: Platform
  offerings: Offerings
  field: UseFormRegisterReturn
  value: string
  current?: string
  error?: string | undefined
}) {
  const now = new Date().toISOString()
  const next = current && nextVersion(platform, current, now, offerings.versions)
  const versions = current
    ? [...(next ? [next] : []), current]
    : offerings.versions.map(({ version }) => version)
  const standardEnd =
    offerings.versions.find(({ version }) => version === value)?.standardEnd ?? standardEndOf(platform, value)
  const support = supportText(platform, value, now, standardEnd)
  const until = standardEnd && t('version.until', { day: dayOf(standardEnd) })
  return (
    <Select
      label={t('form.version')}
      hint={current ? t(next ? 'version.step' : 'version.newest') : until}
      status={support && <p className="text-warn">{support}</p>}
      error={error}
      {...field}
    >
      {versions.map((version) => (
        <option key={version}>{version}</option>
      ))}
    </Select>
  )
}

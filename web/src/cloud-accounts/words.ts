import { CircleAlert, CircleCheck, CirclePause, type LucideIcon } from 'lucide-react'
import type { CheckStep, CloudAccountState, Environment } from '../../../contract/cloud-accounts.ts'
import type { CloudCredentials, Platform } from '../../../contract/cloud-credentials.ts'
import { locale } from '../lib/i18n.ts'
import { type PlainKey, t } from '../locales/cloud-accounts.ts'
import type { Tone } from '../ui/state-mark.tsx'

type Kind = CloudCredentials['kind']

export const platforms = {
  aws: { name: 'platform.aws', about: 'platform.awsAbout', scope: 'scope.aws' },
  azure: { name: 'platform.azure', about: 'platform.azureAbout', scope: 'scope.azure' },
  gcp: { name: 'platform.gcp', about: 'platform.gcpAbout', scope: 'scope.gcp' },
  sandbox: { name: 'platform.sandbox', about: 'platform.sandboxAbout', scope: 'scope.sandbox' },
} as const satisfies Record<Platform, Record<'name' | 'about' | 'scope', PlainKey>>

export const environments = {
  prod: 'environment.prod',
  dev: 'environment.dev',
  uat: 'environment.uat',
  sandbox: 'environment.sandbox',
  other: 'environment.other',
} as const satisfies Record<Environment, PlainKey>

export const kinds = {
  'assume-role': { name: 'kind.assume-role', about: 'kind.roleAbout' },
  'access-key': { name: 'kind.access-key', about: 'kind.accessKeyAbout' },
  federated: { name: 'kind.federated', about: 'kind.federatedAbout' },
  'client-secret': { name: 'kind.client-secret', about: 'kind.clientSecretAbout' },
  impersonation: { name: 'kind.impersonation', about: 'kind.impersonationAbout' },
  'service-account': { name: 'kind.service-account', about: 'kind.keyFileAbout' },
  none: { name: 'kind.none', about: 'credentials.sandboxAbout' },
} as const satisfies Record<Kind, Record<'name' | 'about', PlainKey>>

export const states = {
  verified: { name: 'state.verified', tone: 'good', Icon: CircleCheck },
  failing: { name: 'state.failing', tone: 'bad', Icon: CircleAlert },
  disabled: { name: 'state.disabled', tone: 'soft', Icon: CirclePause },
} as const satisfies Record<CloudAccountState, { name: PlainKey; tone: Tone; Icon: LucideIcon }>

export const checkSteps = {
  format: 'check.format',
  identity: 'check.identity',
  permissions: 'check.permissions',
  regions: 'check.regions',
} as const satisfies Record<CheckStep, PlainKey>

export const platformName = (platform: Platform): string => t(platforms[platform].name)

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const
/** "2.1 kB" */
export const sizeText = (bytes: number): string => {
  const at = Math.min(units.length - 1, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3))
  return new Intl.NumberFormat(locale(), {
    style: 'unit',
    unit: units[at]!,
    unitDisplay: at === 0 ? 'long' : 'short',
    maximumFractionDigits: 1,
  }).format(bytes / 1000 ** at)
}

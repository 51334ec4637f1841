import {
  CircleHelp,
  History,
  Lock,
  LockOpen,
  type LucideIcon,
  ShieldAlert,
  ShieldCheck,
  TriangleAlert,
} from 'lucide-react'
import { Link } from 'react-router'
import type { Bucket } from '../../../contract/cloud-accounts.ts'
import { type PlainKey, t } from '../locales/cloud-accounts.ts'
import { StateMark, type Tone } from '../ui/state-mark.tsx'

type Mark = { name: PlainKey; tone: Tone; Icon: LucideIcon }
const untold = { name: 'bucket.unknown', tone: 'soft', Icon: CircleHelp } as const satisfies Mark
const versions = {
  yes: { name: 'bucket.versions', tone: 'good', Icon: History },
  no: { name: 'bucket.noVersions', tone: 'warn', Icon: TriangleAlert },
} as const satisfies Record<'yes' | 'no', { name: PlainKey; tone: Tone; Icon: LucideIcon }>
const encryption = {
  yes: { name: 'bucket.encrypted', tone: 'good', Icon: Lock },
  no: { name: 'bucket.notEncrypted', tone: 'warn', Icon: LockOpen },
} as const satisfies Record<'yes' | 'no', { name: PlainKey; tone: Tone; Icon: LucideIcon }>
const access = {
  yes: { name: 'bucket.private', tone: 'good', Icon: ShieldCheck },
  no: { name: 'bucket.public', tone: 'warn', Icon: ShieldAlert },
} as const satisfies Record<'yes' | 'no', { name: PlainKey; tone: Tone; Icon: LucideIcon }>
const markOf = (of: Record<'yes' | 'no', Mark>, value: boolean | undefined): Mark =>
  value === undefined ? untold : of[value ? 'yes' : 'no']

const cell = 'py-2.5 pr-4 align-top text-sm max-md:flex max-md:items-baseline max-md:gap-2 max-md:p-0'

/** A bucket with its safety settings. `undefined` means that the credentials can't read the setting. */
export function BucketRow({ bucket }: { bucket: Bucket }) {
  const { name, region } = bucket
  return (
    <tr className="animate-slide-in max-md:grid max-md:gap-1 max-md:py-3">
      <th scope="row" className={`${cell} text-left font-normal`}>
        <Link
          to={`?bucket=${encodeURIComponent(name)}`}
          preventScrollReset
          className="wrap-anywhere inline-flex items-center font-medium underline decoration-line underline-offset-4 hover:decoration-current max-md:min-h-11"
        >
          {name}
        </Link>
      </th>
      <td className={cell}>
        <Label name="bucket.region" />
        {region ?? t('bucket.unknown')}
      </td>
      <td className={cell}>
        <Label name="bucket.versioning" />
        <Shown mark={markOf(versions, bucket.versioning)} />
      </td>
      <td className={cell}>
        <Label name="bucket.encryption" />
        <span>
          <Shown
            mark={bucket.encryption === undefined ? untold : encryption[bucket.encryption ? 'yes' : 'no']}
          />
          {bucket.encryption && <span className="block text-soft">{bucket.encryption}</span>}
        </span>
      </td>
      <td className={cell}>
        <Label name="bucket.access" />
        <Shown mark={markOf(access, bucket.publicAccessBlocked)} />
      </td>
    </tr>
  )
}

function Label({ name }: { name: PlainKey }) {
  return <span className="w-28 shrink-0 text-soft md:hidden">{t(name)}</span>
}

function Shown({ mark: { name, tone, Icon } }: { mark: Mark }) {
  return (
    <StateMark tone={tone} Icon={Icon}>
      {t(name)}
    </StateMark>
  )
}

import type { CloudAccount } from '../../../contract/cloud-accounts.ts'
import { useSession } from '../lib/session.ts'
import { t } from '../locales/cloud-accounts.ts'
import { Ago } from '../ui/ago.tsx'
import { Fact } from '../ui/fact.tsx'
import { Owner } from '../ui/owner.tsx'
import { Scope } from './scope.tsx'
import { environments, kinds, platforms } from './words.ts'

export function AccountFacts({ account }: { account: CloudAccount }) {
  const { identity, scope, environment, platform, credentialsKind, fingerprint, externalId } = account
  const { lastUsedAt, checkedAt, verifiedAt, createdAt, ownerId } = account
  const isOwn = useSession().person?.uid === ownerId
  return (
    <dl className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
      <Fact name={t('fact.identity')}>{identity}</Fact>
      <Fact name={t(platforms[platform].scope)}>
        <Scope scope={scope} />
      </Fact>
      <Fact name={t('fact.environment')}>{t(environments[environment])}</Fact>
      <Fact name={t('fact.kind')}>{t(kinds[credentialsKind].name)}</Fact>
      {platform !== 'sandbox' && (
        <Fact name={t('fact.fingerprint')} about={t('fact.fingerprintAbout')}>
          <span className="font-mono">{fingerprint}</span>
        </Fact>
      )}
      {externalId && (
        <Fact name={t('fact.externalId')}>
          <span className="font-mono text-sm">{externalId}</span>
        </Fact>
      )}
      <Fact name={t('fact.used')}>{lastUsedAt ? <Ago at={lastUsedAt} /> : t('fact.never')}</Fact>
      <Fact name={t('fact.checked')}>
        <Ago at={checkedAt} />
      </Fact>
      {verifiedAt !== checkedAt && (
        <Fact name={t('fact.verified')}>
          <Ago at={verifiedAt} />
        </Fact>
      )}
      <Fact name={t('fact.created')}>
        <Ago at={createdAt} />
      </Fact>
      {!isOwn && (
        <Fact name={t('fact.owner')}>
          <Owner uid={ownerId} />
        </Fact>
      )}
    </dl>
  )
}

import type { CloudAccount } from '../../../contract/cloud-accounts.ts'
import { minimalPolicy } from '../../../domain/cloud-permissions.ts'
import { t } from '../locales/cloud-accounts.ts'
import { CopyText } from '../ui/copy.tsx'
import { Notice } from '../ui/notice.tsx'
import { Fold } from './keyless.tsx'

/** The permissions that are missing for clusters, and a policy that grants them. */
export function Permissions({ account }: { account: CloudAccount }) {
  const { platform, missingPermissions: missing, permissionsKnown, scope } = account
  const policy = minimalPolicy(platform, missing, scope.id)
  return (
    <div className="space-y-2">
      {missing.length > 0 ? (
        <Notice tone="warn">{t('permissions.missing', { count: missing.length })}</Notice>
      ) : permissionsKnown ? (
        <Notice tone="good">{t('permissions.all')}</Notice>
      ) : (
        <Notice>{t('permissions.unknown')}</Notice>
      )}
      {missing.length > 0 && (
        <div>
          <Fold title={t('permissions.list')} open={missing.length <= 8}>
            <ul className="columns-1 gap-6 sm:columns-2">
              {missing.map((permission) => (
                <li key={permission} className="wrap-anywhere break-inside-avoid font-mono text-sm">
                  {permission}
                </li>
              ))}
            </ul>
          </Fold>
          <Fold title={t(platform === 'aws' ? 'permissions.policy' : 'permissions.role')}>
            <CopyText
              name={t(platform === 'aws' ? 'permissions.policy' : 'permissions.role')}
              text={policy}
              file={platform === 'gcp' ? 'labseat-role.yaml' : 'labseat-policy.json'}
            />
            <p className="mt-2 text-soft text-sm">{t('permissions.then')}</p>
          </Fold>
        </div>
      )}
    </div>
  )
}

export function Regions({ regions }: { regions: readonly string[] }) {
  if (regions.length === 0) return <p className="text-soft text-sm">{t('regions.none')}</p>
  return (
    <Fold title={t('regions.title', { count: regions.length })} open={regions.length <= 4}>
      <p className="text-soft text-sm">{regions.join(', ')}</p>
    </Fold>
  )
}

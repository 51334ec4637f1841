import type { Cluster } from '../../../contract/clusters.ts'
import type { Run } from '../../../contract/runs.ts'
import { answer, api } from '../lib/api.ts'
import { t } from '../locales/clusters.ts'
import { formatExact, ownZone } from '../ui/time.ts'
import { ConfirmWithName } from './confirm-with-name.tsx'
import { commands } from './words.ts'

type RunLock = NonNullable<NonNullable<Run['failure']>['lock']>

/** Shows who holds the lock since when, before a person releases it. */
export function Unlock({
  cluster,
  run,
  lock,
  onClose,
}: {
  cluster: Cluster
  run: Run
  lock: RunLock
  onClose: () => void
}) {
  const { who, since, id } = lock
  return (
    <ConfirmWithName
      cluster={cluster}
      title={t('unlock.title')}
      action={t('unlock.confirm')}
      doing={t('unlock.doing')}
      keep={t('unlock.keep')}
      failed={t('unlock.failed')}
      unsure={t('unlock.unsure')}
      onClose={onClose}
      onConfirm={(name) =>
        answer(
          api.POST('/v1/clusters/{clusterId}/unlock', {
            params: { path: { clusterId: cluster.id } },
            body: { name, lockId: id },
          }),
        )
      }
    >
      <span className="wrap-anywhere block font-medium">
        {since
          ? t('unlock.holderSince', { who, when: formatExact(since, ownZone()) })
          : t('unlock.holder', { who })}
      </span>
      <span className="mt-2 block">{t('unlock.about', { command: t(commands[run.command]) })}</span>
    </ConfirmWithName>
  )
}

import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { CloudAccount } from '../../../contract/cloud-accounts.ts'
import { answer, api } from '../lib/api.ts'
import { useSession } from '../lib/session.ts'
import { useAction } from '../lib/use-action.ts'
import { t } from '../locales/cloud-accounts.ts'
import { Button, ButtonLink } from '../ui/button.tsx'
import { Confirm } from '../ui/confirm.tsx'
import { FailureNotice, Notice } from '../ui/notice.tsx'
import { CheckSteps } from './check-steps.tsx'
import { EditAccount } from './edit-account.tsx'
import { Rotate } from './rotate.tsx'
import { type Check, useCheck } from './use-check.ts'
import { platformName } from './words.ts'

type Open = 'edit' | 'rotate' | 'delete' | 'verify' | null

/** The actions for an account. At most one panel is open. */
export function AccountTools({ account }: { account: CloudAccount }) {
  const { id, state } = account
  const [open, setOpen] = useState<Open>(null)
  const [rotated, setRotated] = useState(false)
  const params = { path: { accountId: id } }
  const { check, run } = useCheck()
  const verify = () => {
    setRotated(false)
    setOpen('verify')
    const post = (checkId: string) =>
      answer(api.POST('/v1/cloud-accounts/{accountId}/verify', { params, body: { checkId } }))
    void run(post, { works: ({ failure }) => !failure })
  }
  const toggle = useAction(async (disabled: boolean) => {
    await answer(api.PATCH('/v1/cloud-accounts/{accountId}', { params, body: { disabled } }))
  })
  const isDisabled = state === 'disabled'
  const show = (next: Open) => {
    setRotated(false)
    toggle.forget()
    setOpen(open === next ? null : next)
  }
  return (
    <div className="mt-6">
      <ToolBar
        account={account}
        open={open}
        isVerifying={check.outcome === 'running'}
        isToggling={toggle.busy}
        onVerify={verify}
        onShow={show}
        onToggle={() => toggle.run(!isDisabled)}
        onDelete={() => setOpen('delete')}
      />
      <FailureNotice
        failure={toggle.failure}
        what={t(isDisabled ? 'enable.failed' : 'disable.failed')}
        unsure={t('edit.unsure')}
        className="mt-4"
      />
      <div role="status">
        {rotated && (
          <Notice tone="good" className="mt-4">
            {t('rotate.done')}
          </Notice>
        )}
      </div>
      {open === 'verify' && !isDisabled && <VerifyPanel check={check} onRetry={verify} />}
      {open === 'edit' && <EditAccount account={account} onClose={() => setOpen(null)} />}
      {open === 'rotate' && (
        <Rotate
          account={account}
          onDone={() => {
            setOpen(null)
            setRotated(true)
          }}
        />
      )}
      {open === 'delete' && <Delete account={account} onClose={() => setOpen(null)} />}
    </div>
  )
}

function ToolBar({
  account: { id, ownerId, platform, state },
  open,
  isVerifying,
  isToggling,
  onVerify,
  onShow,
  onToggle,
  onDelete,
}: {
  account: CloudAccount
  open: Open
  isVerifying: boolean
  isToggling: boolean
  onVerify: () => void
  onShow: (panel: 'edit' | 'rotate') => void
  onToggle: () => void
  onDelete: () => void
}) {
  const isOwn = useSession().person?.uid === ownerId
  const isDisabled = state === 'disabled'
  return (
    <div className="flex flex-wrap gap-2">
      {isOwn && state === 'verified' && (
        <ButtonLink to={`/clusters/new?account=${id}`}>{t('account.newCluster')}</ButtonLink>
      )}
      {!isDisabled && (
        <Button
          look={state === 'failing' ? 'primary' : 'quiet'}
          busy={isVerifying && t('verify.doing')}
          onClick={onVerify}
        >
          {t('verify.do')}
        </Button>
      )}
      {isOwn && platform !== 'sandbox' && (
        <Button look="quiet" aria-expanded={open === 'rotate'} onClick={() => onShow('rotate')}>
          {t('rotate.do')}
        </Button>
      )}
      <Button look="quiet" aria-expanded={open === 'edit'} onClick={() => onShow('edit')}>
        {t('edit.do')}
      </Button>
      <Button
        look="quiet"
        busy={isToggling && t(isDisabled ? 'enable.doing' : 'disable.doing')}
        onClick={onToggle}
      >
        {t(isDisabled ? 'enable.do' : 'disable.do')}
      </Button>
      <Button look="plain" className="text-bad!" onClick={onDelete}>
        {t('delete.do')}
      </Button>
    </div>
  )
}

function VerifyPanel({ check, onRetry }: { check: Check; onRetry: () => void }) {
  return (
    <div className="mt-4 rounded-lg border border-line px-4 py-3">
      <CheckSteps check={check} />
      <div role="status" className="mt-2">
        {check.outcome === 'passed' && <Notice tone="good">{t('verify.works')}</Notice>}
        {check.outcome === 'failed' && <Notice tone="warn">{t('verify.fails')}</Notice>}
      </div>
      <FailureNotice failure={check.failure} what={t('verify.failed')} onRetry={onRetry} />
    </div>
  )
}

function Delete({ account, onClose }: { account: CloudAccount; onClose: () => void }) {
  const navigate = useNavigate()
  const { id, name, platform } = account
  return (
    <Confirm
      title={t('delete.title', { name })}
      action={t('delete.confirm')}
      doing={t('delete.doing')}
      keep={t('delete.keep')}
      failed={t('delete.failed')}
      unsure={t('delete.unsure')}
      onClose={onClose}
      onConfirm={async () => {
        await answer(api.DELETE('/v1/cloud-accounts/{accountId}', { params: { path: { accountId: id } } }))
        navigate('/cloud-accounts', { replace: true })
      }}
    >
      {platform === 'sandbox'
        ? t('delete.aboutSandbox')
        : t('delete.about', { platform: platformName(platform) })}
    </Confirm>
  )
}

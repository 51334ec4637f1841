import { useState } from 'react'
import type { SystemStatus } from '../../../contract/system.ts'
import { t } from '../locales/system.ts'
import { Button } from '../ui/button.tsx'
import { FailureNotice, Notice } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { Part } from '../ui/part.tsx'
import { WaitingRows } from '../ui/skeleton.tsx'
import { formatAgo, formatExact, ownZone } from '../ui/time.ts'
import { DeadLetters } from './dead-letters.tsx'
import { LastSweep } from './last-sweep.tsx'
import { TroubledClusters } from './troubled-clusters.tsx'
import { UnreadableDocuments } from './unreadable-documents.tsx'
import { useSystem } from './use-system.ts'
import { WaitingWork } from './waiting-work.tsx'

/** What Labseat does behind the pages: what waits, what failed, and what needs a person. */
export default function SystemPage() {
  const { status, deadLetters, refresh } = useSystem()
  const [announcement, setAnnouncement] = useState('')
  const isRefreshing = status.status === 'ready' && status.refreshing
  const onEnded = (text: string) => {
    setAnnouncement(text)
    refresh()
  }
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-4">
        <PageTitle title={t('title')} />
        <Button look="quiet" busy={isRefreshing && t('refreshing')} onClick={refresh}>
          {t('refresh')}
        </Button>
      </div>
      <p className="mt-2 max-w-prose text-soft">{t('about')}</p>
      <p role="status" className="mt-2 text-good empty:hidden">
        {announcement}
      </p>
      {status.status === 'failed' && (
        <FailureNotice failure={status.failure} what={t('failed')} className="mt-4" onRetry={status.reload} />
      )}
      {status.status === 'ready' && status.failure && (
        <Notice tone="warn" className="mt-4" onRetry={status.reload}>
          {t('stale', { when: formatAgo(status.data.readAt) })}
        </Notice>
      )}
      {status.status === 'loading' && (
        <WaitingRows rows={6} row="h-12" className="mt-8 space-y-4">
          {t('loading')}
        </WaitingRows>
      )}
      {status.status === 'ready' && <WaitingWork system={status.data.system} now={status.data.readAt} />}
      <DeadLetters list={deadLetters} onEnded={onEnded} />
      {status.status === 'ready' && (
        <>
          <TroubledClusters clusters={status.data.system.clusters} />
          <UnreadableDocuments unreadable={status.data.system.unreadable} />
          <LastSweep sweep={status.data.system.sweep} now={status.data.readAt} />
          <Version version={status.data.system.version} />
        </>
      )}
    </>
  )
}

function Version({ version: { commit, committedAt } }: { version: SystemStatus['version'] }) {
  const isKnown = commit !== 'unknown'
  return (
    <Part title={t('version.title')}>
      <p>
        {t('version.commit')}{' '}
        <span className={isKnown ? 'font-mono' : ''} title={isKnown ? commit : undefined}>
          {isKnown ? commit.slice(0, 12) : t('version.unknown')}
        </span>
      </p>
      {committedAt && (
        <p className="text-soft text-sm">
          <time dateTime={committedAt}>{t('version.at', { when: formatExact(committedAt, ownZone()) })}</time>
        </p>
      )}
    </Part>
  )
}

import { useState } from 'react'
import type { DeadLetter } from '../../../contract/dead-letters.ts'
import { answer, api } from '../lib/api.ts'
import { useAction } from '../lib/use-action.ts'
import { t } from '../locales/system.ts'
import { Ago } from '../ui/ago.tsx'
import { Button } from '../ui/button.tsx'
import { Confirm } from '../ui/confirm.tsx'
import { Empty } from '../ui/empty.tsx'
import { FailureNotice } from '../ui/notice.tsx'
import { PagedList } from '../ui/paged-list.tsx'
import { Part } from '../ui/part.tsx'
import { topicNames } from './system-words.ts'
import type { useSystem } from './use-system.ts'

/** The messages that failed in every delivery, with replay and discard. */
export function DeadLetters({
  list,
  onEnded,
}: {
  list: ReturnType<typeof useSystem>['deadLetters']
  /** A message was replayed or discarded; `text` says so. */
  onEnded: (text: string) => void
}) {
  return (
    <Part title={t('dead.title')}>
      <p className="max-w-prose text-soft">{t('dead.about')}</p>
      <div className="mt-3" aria-busy={list.status === 'loading'}>
        <PagedList
          list={list}
          isEmpty={list.items.length === 0}
          loading={t('dead.loading')}
          failed={t('dead.failed')}
          empty={<Empty title={t('dead.none')}>{t('dead.noneAbout')}</Empty>}
        >
          <ul className="divide-y divide-line">
            {list.items.map((item) => (
              <Row key={item.id} item={item} onEnded={onEnded} />
            ))}
          </ul>
        </PagedList>
      </div>
    </Part>
  )
}

function Row({ item, onEnded }: { item: DeadLetter; onEnded: (text: string) => void }) {
  const what = t(topicNames[item.topic])
  const params = { path: { deadLetterId: item.id } }
  const [isDiscarding, setIsDiscarding] = useState(false)
  const replay = useAction(async () => {
    await answer(api.POST('/v1/dead-letters/{deadLetterId}/replay', { params }))
    onEnded(t('dead.replayed', { what }))
  })
  const discard = async () => {
    await answer(api.DELETE('/v1/dead-letters/{deadLetterId}', { params }))
    onEnded(t('dead.discarded', { what }))
  }
  return (
    <li className="grid gap-x-6 gap-y-2 py-4 md:grid-cols-[1fr_auto]">
      <div className="min-w-0">
        <h3 className="font-medium">{what}</h3>
        <p className="wrap-anywhere">{item.reason ?? t('dead.noReason')}</p>
        {!item.canReplay && <p className="mt-1 text-soft text-sm">{t('dead.cannotReplay')}</p>}
        <Times item={item} />
        <details className="mt-2">
          <summary className="w-fit cursor-pointer rounded-sm py-2 text-sm">{t('dead.content')}</summary>
          <pre className="wrap-anywhere whitespace-pre-wrap rounded-lg bg-sunken p-3 font-mono text-sm">
            {item.payload}
          </pre>
          {item.traceId && (
            <p className="wrap-anywhere mt-2 text-soft text-sm">{t('dead.trace', { id: item.traceId })}</p>
          )}
        </details>
        <FailureNotice
          failure={replay.failure}
          what={t('dead.replayFailed')}
          unsure={t('dead.replayUnsure')}
          className="mt-2"
        />
      </div>
      <div className="flex items-start gap-2">
        {item.canReplay && (
          <Button
            look="quiet"
            busy={replay.busy && t('dead.replaying')}
            aria-label={t('dead.replayName', { what })}
            onClick={replay.run}
          >
            {t('dead.replay')}
          </Button>
        )}
        <Button
          look="plain"
          aria-label={t('dead.discardName', { what })}
          onClick={() => setIsDiscarding(true)}
        >
          {t('dead.discard')}
        </Button>
      </div>
      {isDiscarding && (
        <Confirm
          title={t('discard.title')}
          action={t('discard.do')}
          doing={t('discard.doing')}
          keep={t('discard.keep')}
          failed={t('discard.failed')}
          unsure={t('discard.unsure')}
          onConfirm={discard}
          onClose={() => setIsDiscarding(false)}
        >
          {t('discard.about', { what })}
        </Confirm>
      )}
    </li>
  )
}

function Times({ item: { attempts, firstAt, lastAt, replays } }: { item: DeadLetter }) {
  return (
    <p className="mt-1 flex flex-wrap gap-x-3 text-soft text-sm">
      {attempts !== null && <span>{t('dead.attempts', { count: attempts })}</span>}
      <Ago at={firstAt} text={(when) => t('dead.published', { when })} />
      <Ago at={lastAt} text={(when) => t('dead.last', { when })} />
      {replays > 0 && <span>{t('dead.replays', { count: replays })}</span>}
    </p>
  )
}

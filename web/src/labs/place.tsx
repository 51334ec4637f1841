import { Download, ExternalLink, RotateCcw } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { LabPlaceDocument } from '../../../contract/lab-places.ts'
import type { Lab } from '../../../contract/labs.ts'
import { answer, api } from '../lib/api.ts'
import { useLiveDocument } from '../lib/live.ts'
import { useAction } from '../lib/use-action.ts'
import { type PlainKey, t } from '../locales/labs.ts'
import { Button } from '../ui/button.tsx'
import { Confirm } from '../ui/confirm.tsx'
import { FailureNotice, Notice } from '../ui/notice.tsx'

export const usePlace = (eventId: string, uid: string | null) =>
  useLiveDocument<LabPlaceDocument>(uid && `labs/${eventId}/places/${uid}`)

const runs = (place: LabPlaceDocument | null) => place?.server === 'running' || place?.server === 'idle'
const isAtWork = (place: LabPlaceDocument | null) =>
  place?.server === 'starting' || place?.server === 'stopping'

/** The person's own server in a lab that is open: the way in, how far it is, and what else they can do with it. */
export function Place({ lab, uid }: { lab: Lab; uid: string }) {
  const live = usePlace(lab.eventId, uid)
  const place = live.status === 'ready' ? live.data : null
  // Where to go as soon as the server runs, after a click on this page.
  const [url, setUrl] = useState<string | null>(null)
  const open = useAction(async () => {
    const path = { eventId: lab.eventId }
    const opened = await answer(api.POST('/v1/events/{eventId}/lab/open', { params: { path } }))
    if (opened.state === 'waiting') return
    if (opened.state === 'open') location.assign(opened.url)
    else setUrl(opened.url)
  })
  const isRunning = runs(place)
  useEffect(() => {
    if (!url || !isRunning) return
    setUrl(null)
    location.assign(url)
  }, [url, isRunning])
  const isFailed = place?.server === 'failed' && !open.busy
  const busy = open.busy || isAtWork(place) || (url !== null && !isFailed)
  return (
    <>
      {isFailed && (
        <Notice tone="bad" className="mt-3">
          {place?.message ?? t('place.failed')}
        </Notice>
      )}
      <Button className="mt-3 w-full" busy={busy && doing(place)} onClick={() => void open.run()}>
        {t(isFailed ? 'open.again' : 'open')}
      </Button>
      <p role="status" className="mt-2 min-h-5 text-sm text-soft">
        {busy && (place?.message ?? t('place.waits'))}
      </p>
      {isFailed && url && (
        <a href={url} className="inline-flex min-h-11 items-center gap-1.5 text-accent text-sm underline">
          {t('place.hub')}
          <ExternalLink size={14} aria-hidden />
        </a>
      )}
      {place?.materialsProblem && (
        <Notice tone="warn" className="mt-2">
          {t('place.materials', { reason: place.materialsProblem })}
        </Notice>
      )}
      <FailureNotice failure={open.failure} what={t('open.failed')} className="mt-3" />
      {place && <Steps lab={lab} place={place} />}
    </>
  )
}

const doing = (place: LabPlaceDocument | null): string =>
  t(place?.server === 'stopping' ? 'place.stopping' : 'place.starting')

type Change = 'restart' | 'reset'

/** What the dialog says before it happens. */
const questions = {
  restart: {
    title: 'restart.ask',
    about: 'restart.about',
    action: 'restart',
    doing: 'restart.doing',
    failed: 'restart.failed',
  },
  reset: {
    title: 'reset.ask',
    about: 'reset.about',
    action: 'reset',
    doing: 'reset.doing',
    failed: 'reset.failed',
  },
} as const satisfies Record<Change, Record<string, PlainKey>>

function Steps({ lab: { eventId, hasDownload }, place }: { lab: Lab; place: LabPlaceDocument }) {
  const [asks, setAsks] = useState<Change | null>(null)
  const params = { path: { eventId, userId: 'me' } }
  const change = (what: Change) =>
    what === 'restart'
      ? answer(api.POST('/v1/events/{eventId}/lab/places/{userId}/restart', { params }))
      : answer(api.POST('/v1/events/{eventId}/lab/places/{userId}/reset', { params }))
  const isBusy = isAtWork(place)
  return (
    <>
      <div className="mt-1 flex flex-wrap gap-2">
        <Button look="quiet" disabled={isBusy || !runs(place)} onClick={() => setAsks('restart')}>
          <RotateCcw size={16} aria-hidden />
          {t('restart')}
        </Button>
        <Button look="quiet" disabled={isBusy} onClick={() => setAsks('reset')}>
          {t('reset')}
        </Button>
        {hasDownload && <DownloadWork eventId={eventId} />}
      </div>
      {!hasDownload && <p className="mt-1 text-soft text-sm">{t('download.inLab')}</p>}
      {asks && (
        <Confirm
          title={t(questions[asks].title)}
          action={t(questions[asks].action)}
          doing={t(questions[asks].doing)}
          keep={t('remove.keep')}
          failed={t(questions[asks].failed)}
          onConfirm={() => change(asks)}
          onClose={() => setAsks(null)}
        >
          {t(questions[asks].about)}
        </Confirm>
      )}
    </>
  )
}

/** Also for a person who lost the seat: the work stays until the lab goes. */
export function DownloadWork({ eventId }: { eventId: string }) {
  const download = useAction(async () => {
    const params = { path: { eventId } }
    const { url } = await answer(api.GET('/v1/events/{eventId}/lab/work', { params }))
    // The answer is an attachment, so the page stays.
    location.assign(url)
  })
  return (
    <>
      <Button look="quiet" busy={download.busy && t('download.doing')} onClick={() => void download.run()}>
        <Download size={16} aria-hidden />
        {t('download')}
      </Button>
      <FailureNotice failure={download.failure} what={t('download.failed')} className="w-full" />
    </>
  )
}

import { useEffect, useMemo, useState } from 'react'
import { type Control, useForm } from 'react-hook-form'
import { useLocation, useNavigate, useParams, useSearchParams } from 'react-router'
import type { Event, EventInput } from '../../../contract/events.ts'
import { answer, api } from '../lib/api.ts'
import { useSession } from '../lib/session.ts'
import { useIdempotencyKey } from '../lib/use-idempotency-key.ts'
import { useLeaveWarning } from '../lib/use-leave-warning.ts'
import { useLoad } from '../lib/use-load.ts'
import { useSubmit } from '../lib/use-submit.ts'
import { t as common } from '../locales/common.ts'
import { t } from '../locales/editor.ts'
import { t as events } from '../locales/events.ts'
import { Button, ButtonLink } from '../ui/button.tsx'
import { Failed } from '../ui/failed.tsx'
import { FailureNotice, Notice } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { PageWaiting, Skeleton } from '../ui/skeleton.tsx'
import { EndEvent } from './end-event.tsx'
import { type CapacityCostPart, EventFields } from './event-fields.tsx'
import { changesOf, copyOf, type EventForm, emptyForm, fromEvent, toInput } from './event-form.ts'
import { EventNav } from './event-nav.tsx'
import { EventPreview } from './event-preview.tsx'
import { eventResolver } from './event-resolver.ts'
import { noticeNeedOf, TellPeople } from './tell-people.tsx'
import { useUnsavedForm } from './use-unsaved-form.ts'

export function EditorPage({ CapacityCost }: { CapacityCost: CapacityCostPart }) {
  const { eventId } = useParams()
  const [search] = useSearchParams()
  const copied = search.get('copy')
  if (eventId) return <EditEvent key={eventId} eventId={eventId} CapacityCost={CapacityCost} />
  if (copied) return <CopyEvent key={`copy ${copied}`} eventId={copied} CapacityCost={CapacityCost} />
  return <Editor key="new" event={null} onChanged={() => {}} CapacityCost={CapacityCost} />
}

const useStoredEvent = (eventId: string) =>
  useLoad(eventId, (signal) =>
    answer(api.GET('/v1/events/{eventId}', { params: { path: { eventId } }, signal })),
  )

/** A new event with the fields of another one. */
function CopyEvent({ eventId, CapacityCost }: { eventId: string; CapacityCost: CapacityCostPart }) {
  const event = useStoredEvent(eventId)
  if (event.status === 'loading') return <EditorSkeleton />
  if (event.status === 'failed')
    return <Failed failure={event.failure} title={t('page.copyFailed')} onRetry={event.reload} />
  return <Editor event={null} copied={event.data} onChanged={() => {}} CapacityCost={CapacityCost} />
}

function EditEvent({ eventId, CapacityCost }: { eventId: string; CapacityCost: CapacityCostPart }) {
  const [changed, setChanged] = useState<Event | null>(null)
  const event = useStoredEvent(eventId)
  if (event.status === 'loading') return <EditorSkeleton />
  if (event.status === 'failed')
    return <Failed failure={event.failure} title={t('page.failed')} onRetry={event.reload} />
  return <Editor event={changed ?? event.data} onChanged={setChanged} CapacityCost={CapacityCost} />
}

type Intent = 'draft' | 'published' | 'save'

function Editor({
  event,
  copied,
  onChanged,
  CapacityCost,
}: {
  event: Event | null
  /** The event whose fields a new one begins with. */
  copied?: Event
  onChanged: (event: Event) => void
  CapacityCost: CapacityCostPart
}) {
  const navigate = useNavigate()
  const cameSaved = useLocation().state?.saved as string | undefined
  const keyFor = useIdempotencyKey()
  const [saved, setSaved] = useState<string | null>(cameSaved ?? null)
  const [isTold, setIsTold] = useState(true)
  const [initialForm] = useState(() => (event ? fromEvent(event) : copied ? copyOf(copied) : emptyForm()))
  const resolver = useMemo(() => eventResolver(event), [event])
  const form = useForm<EventForm, unknown, EventInput>({
    resolver,
    mode: 'onTouched',
    defaultValues: initialForm,
  })
  const { person } = useSession()
  const { isRestored, resetTo, discard } = useUnsavedForm(
    form,
    `event ${person?.uid} ${event?.id ?? (copied ? `copy ${copied.id}` : 'new')}`,
    initialForm,
  )
  const { isDirty } = form.formState

  useLeaveWarning(isDirty)
  useEffect(() => {
    if (isDirty) setSaved(null)
  }, [isDirty])

  const create = async (input: EventInput, state: 'draft' | 'published') => {
    const body = { ...input, state }
    const headers = { 'Idempotency-Key': keyFor(body) }
    const made = await answer(api.POST('/v1/events', { body, headers }))
    resetTo(fromEvent(made))
    if (state === 'published') navigate(`/events/${made.id}`)
    else navigate(`/organise/${made.id}/edit`, { replace: true, state: { saved: t('save.draftSaved') } })
  }
  const change = async (eventBefore: Event, input: EventInput, intent: Intent) => {
    const params = { path: { eventId: eventBefore.id } }
    const body = changesOf(toInput(fromEvent(eventBefore), eventBefore), input)
    let now = eventBefore
    if (!isTold && noticeNeedOf(body) === 'optional') body.notify = false
    if (Object.keys(body).length > 0) now = await answer(api.PATCH('/v1/events/{eventId}', { params, body }))
    resetTo(fromEvent(now))
    onChanged(now)
    setIsTold(true)
    if (intent !== 'published') return setSaved(t('save.saved'))
    await answer(api.POST('/v1/events/{eventId}/publish', { params }))
    navigate(`/events/${eventBefore.id}`)
  }
  const { submitAs, isPending, pendingIntent, failure } = useSubmit(form, async (input, intent: Intent) => {
    if (event) await change(event, input, intent)
    else await create(input, intent === 'published' ? 'published' : 'draft')
  })

  const isDraft = event === null || event.state === 'draft'
  return (
    <div className="page py-8 md:py-12">
      <PageTitle title={event ? t('page.edit', { title: event.title }) : t('page.create')}>
        {event ? event.title : t('page.create')}
      </PageTitle>
      {event && <EventNav event={event} />}
      <div className="mt-6 grid items-start gap-12 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <form noValidate onSubmit={submitAs(isDraft ? 'draft' : 'save')} className="space-y-6">
          {event?.state === 'cancelled' && <Notice tone="bad">{t('save.cancelled')}</Notice>}
          {copied && <Notice>{t('page.copied', { title: copied.title })}</Notice>}
          {isRestored && <Notice>{t('unsaved.restored')}</Notice>}
          <EventFields form={form} event={event} CapacityCost={CapacityCost} />
          {event && (
            <TellPeople
              event={event}
              control={form.control as unknown as Control<EventForm>}
              isTold={isTold}
              onChange={setIsTold}
            />
          )}
          <FailureNotice failure={failure} what={t('save.failed')} unsure={t('save.unsure')} />
          <SaveButtons
            event={event}
            isDirty={isDirty}
            isPending={isPending}
            pendingIntent={pendingIntent}
            saved={saved}
            onDiscard={discard}
            onPublish={submitAs('published')}
          />
        </form>
        <div className="sticky top-20 hidden lg:block">
          <EventPreview control={form.control as unknown as Control<EventForm>} event={event} />
        </div>
      </div>
      {event && <EndEvent event={event} onCancelled={onChanged} />}
    </div>
  )
}

/** The bar with the buttons that save, at the bottom of the window. */
function SaveButtons({
  event,
  isDirty,
  isPending,
  pendingIntent,
  saved,
  onDiscard,
  onPublish,
}: {
  event: Event | null
  isDirty: boolean
  isPending: boolean
  pendingIntent: Intent | null
  /** The result of the last save. */
  saved: string | null
  onDiscard: () => void
  onPublish: () => void
}) {
  const isDraft = event === null || event.state === 'draft'
  return (
    <div className="sticky bottom-0 z-10 -mx-4 flex flex-wrap items-center gap-2 border-line border-t bg-paper px-4 py-3 md:mx-0 md:px-0">
      {isDraft ? (
        <>
          <Button
            busy={pendingIntent === 'published' && t('save.publishing')}
            disabled={isPending}
            onClick={onPublish}
          >
            {t('save.publish')}
          </Button>
          <Button
            type="submit"
            look="quiet"
            busy={pendingIntent === 'draft' && common('saving')}
            disabled={isPending}
          >
            {t('save.draft')}
          </Button>
        </>
      ) : (
        <Button
          type="submit"
          busy={pendingIntent === 'save' && common('saving')}
          disabled={isPending || !isDirty}
        >
          {t('save.changes')}
        </Button>
      )}
      <ButtonLink
        look="plain"
        to={event ? `/organise/${event.id}` : '/organise'}
        onClick={() => isDirty && onDiscard()}
      >
        {t(isDirty ? 'leave.discard' : 'leave.back')}
      </ButtonLink>
      {event && (
        <ButtonLink look="plain" to={`/organise/new?copy=${event.id}`}>
          {t('page.copy')}
        </ButtonLink>
      )}
      <p role="status" className="text-good text-sm">
        {saved}
      </p>
    </div>
  )
}

function EditorSkeleton() {
  return (
    <div className="page space-y-4 py-8 md:py-12" aria-busy>
      <PageWaiting>{events('event.loading')}</PageWaiting>
      <Skeleton className="h-10 w-2/3" />
      <Skeleton className="h-11 w-64" />
      <Skeleton className="mt-8! h-17 w-full lg:max-w-xl" />
      <Skeleton className="h-50 w-full lg:max-w-xl" />
      <Skeleton className="h-17 w-full lg:max-w-xl" />
    </div>
  )
}

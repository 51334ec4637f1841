import { useEffect, useEffectEvent } from 'react'
import { useParams } from 'react-router'
import type { EntryRefusal, SignIn } from '../../../contract/sign-ins.ts'
import { fullName } from '../../../domain/full-name.ts'
import { answer, api } from '../lib/api.ts'
import { type Session, useSession } from '../lib/session.ts'
import { useAction } from '../lib/use-action.ts'
import { useLoad } from '../lib/use-load.ts'
import { type PlainKey, t } from '../locales/sign-ins.ts'
import { Button, ButtonLink } from '../ui/button.tsx'
import { Failed } from '../ui/failed.tsx'
import { FailureNotice } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import ResendVerification from '../ui/resend-verification.tsx'
import { PageWaiting } from '../ui/skeleton.tsx'

const refusals = {
  'no-seat': 'refused.no-seat',
  'event-gone': 'refused.event-gone',
  'client-gone': 'refused.client-gone',
} as const satisfies Record<EntryRefusal, PlainKey>

const nameOf = ({ profile, person }: Session): string => (profile ? fullName(profile) : (person?.email ?? ''))

/** A client leads people here. The person's session answers, and the browser returns to the client. */
export default function SignInElsewherePage() {
  const { signInId = '' } = useParams()
  const load = useLoad(signInId, (signal) =>
    answer(api.GET('/v1/sign-ins/{signInId}', { params: { path: { signInId } }, signal })),
  )
  if (load.status === 'loading') return <PageWaiting>{t('loading')}</PageWaiting>
  if (load.status === 'failed')
    return load.failure.code === 'not-found' ? (
      <div className="page max-w-lg! py-10 md:py-16">
        <PageTitle title={t('gone')} />
        <p className="mt-3 text-soft">{t('goneAbout')}</p>
      </div>
    ) : (
      <Failed failure={load.failure} title={t('failed')} onRetry={load.reload} />
    )
  const { data: signIn } = load
  return (
    <div className="page max-w-lg! py-10 md:py-16">
      {signIn.refusal ? (
        <Refused signIn={signIn} refusal={signIn.refusal} />
      ) : (
        <Ask signInId={signInId} signIn={signIn} />
      )}
    </div>
  )
}

function Ask({ signInId, signIn }: { signInId: string; signIn: SignIn }) {
  const { client, declineUrl } = signIn
  const session = useSession()
  const { run, busy, failure } = useAction(async () => {
    const { continueUrl } = await answer(
      api.POST('/v1/sign-ins/{signInId}/answer', { params: { path: { signInId } } }),
    )
    location.assign(continueUrl)
  })
  // Labseat itself registered the services of a cluster, so there is nothing to ask.
  const begin = useEffectEvent(() => {
    if (client.isOfCluster) void run()
  })
  useEffect(() => begin(), [])
  return (
    <>
      <PageTitle title={t('title', { name: client.name })} />
      <p className="wrap-anywhere mt-3 text-soft">
        {t('where', { name: client.name, host: client.host, owner: client.ownerName })}
      </p>
      <h2 className="mt-6 font-semibold">{t('receives')}</h2>
      <ul className="mt-1 list-disc space-y-1 pl-5">
        <li>{t('receives.name')}</li>
        <li>{t('receives.role')}</li>
        {client.eventId && <li>{t('receives.seat')}</li>}
      </ul>
      <p className="mt-2 text-soft text-sm">{t('receives.notMail')}</p>
      {failure?.code === 'email-not-verified' ? (
        <div className="mt-6 space-y-3">
          <p>{t('confirm')}</p>
          <ResendVerification name={t('resend')} />
        </div>
      ) : (
        <FailureNotice failure={failure} what={t('notSent')} className="mt-4" />
      )}
      <div className="mt-6 flex flex-wrap gap-2">
        <Button busy={busy && t('continuing')} onClick={() => run()}>
          {t('continue', { name: nameOf(session) })}
        </Button>
        <Button look="quiet" disabled={busy} onClick={() => location.assign(declineUrl)}>
          {t('decline')}
        </Button>
      </div>
    </>
  )
}

function Refused({ signIn: { client }, refusal }: { signIn: SignIn; refusal: EntryRefusal }) {
  return (
    <>
      <PageTitle title={t('refused.title', { name: client.name })} />
      <p className="mt-3 text-soft">{t(refusals[refusal])}</p>
      <div className="mt-6 flex flex-wrap gap-2">
        {client.eventId && refusal === 'no-seat' && (
          <ButtonLink to={`/events/${client.eventId}`}>{t('toEvent')}</ButtonLink>
        )}
        <ButtonLink look="quiet" to="/seats">
          {t('toSeats')}
        </ButtonLink>
      </div>
    </>
  )
}

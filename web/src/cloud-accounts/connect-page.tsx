import { useEffect, useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import { type CloudAccount, environment } from '../../../contract/cloud-accounts.ts'
import { platform } from '../../../contract/cloud-credentials.ts'
import { useLeaveWarning } from '../lib/use-leave-warning.ts'
import { t } from '../locales/cloud-accounts.ts'
import { PageTitle } from '../ui/page-title.tsx'
import { about } from './about-fields.tsx'
import { CheckPanel, ConnectCredentials } from './connect-credentials.tsx'
import { type ConnectStep, ConnectSteps, order } from './connect-steps.tsx'
import { Connected } from './connected.tsx'
import { kindFor } from './credentials-fields.tsx'
import { emptyCredentials, toFormProblems, useCredentials } from './credentials-form.ts'
import { AboutStep, PlatformStep } from './first-steps.tsx'
import { useConnect } from './use-connect.ts'

/** The choices in the URL, which never holds a secret. */
const stateOf = (search: URLSearchParams) => {
  const chosen = platform.safeParse(search.get('platform')).data
  const named = about.safeParse({ name: search.get('name'), environment: search.get('environment') }).data
  const account = search.get('account')
  const target = order.find((step) => step === search.get('step')) ?? 'platform'
  const furthest: ConnectStep = !chosen ? 'platform' : !named ? 'about' : 'credentials'
  const open = order.indexOf(target) < order.indexOf(furthest) ? target : furthest
  return { step: target === 'done' && account ? target : open, platform: chosen, named, account }
}

/** Focuses the heading of a new step, unless a field of the step receives the focus. */
const useHeadingFocus = (shown: ConnectStep, isFieldFocused: boolean) => {
  const heading = useRef<HTMLHeadingElement>(null)
  const shownBefore = useRef(shown)
  useEffect(() => {
    if (shownBefore.current !== shown && !isFieldFocused) heading.current?.focus()
    shownBefore.current = shown
  }, [shown, isFieldFocused])
  return heading
}

/** Moves between the steps, and keeps the choices in the URL. */
const useSteps = () => {
  const [search, setSearch] = useSearchParams()
  const addressOf = (step: ConnectStep, change: Record<string, string> = {}) => {
    const next = new URLSearchParams(search)
    for (const [name, value] of Object.entries({ ...change, step })) next.set(name, value)
    return next
  }
  const go = (step: ConnectStep, change: Record<string, string> = {}, replace = false) =>
    setSearch(addressOf(step, change), { replace, preventScrollReset: replace })
  /** Keeps the choice in the URL of the current step too, for a person who comes back. */
  const goOn = (from: ConnectStep, to: ConnectStep, chosen: Record<string, string>) => {
    go(from, chosen, true)
    go(to, chosen)
  }
  return { addressOf, go, goOn }
}

/** The steps to connect an account. Each step has a URL, so that the browser's back button works. */
export default function ConnectPage() {
  const [search, setSearch] = useSearchParams()
  const state = stateOf(search)
  const [way, setWay] = useState(search.get('way'))
  const kind = kindFor(state.platform ?? 'aws', way)
  const form = useCredentials(kind)
  const [connected, setConnected] = useState<CloudAccount | null>(null)
  const attempt = useConnect((account) => {
    form.reset(emptyCredentials())
    setConnected(account)
    setSearch({ step: 'done', account: account.id }, { replace: true })
  })
  const isChecking = attempt.check.outcome === 'running'
  const shown: ConnectStep = isChecking ? 'check' : state.step

  // A field with an error receives the focus instead.
  const hasFields = toFormProblems(attempt.check.failure?.fields ?? []).length > 0
  const heading = useHeadingFocus(shown, shown === 'credentials' && hasFields)
  useLeaveWarning(isChecking)

  const { addressOf, go, goOn } = useSteps()

  return (
    <div className="page max-w-3xl! py-8 md:py-12">
      <PageTitle title={t('connect.title')} />
      <ConnectSteps
        current={shown}
        linkTo={(step) => (isChecking || shown === 'done' ? null : `?${addressOf(step)}`)}
      />
      <div className="mt-8">
        {shown === 'platform' && (
          <PlatformStep
            heading={heading}
            chosen={state.platform ?? 'aws'}
            onNext={(next) => {
              if (next !== attempt.platform) attempt.forget()
              goOn('platform', 'about', { platform: next })
            }}
          />
        )}
        {shown === 'about' && (
          <AboutStep
            heading={heading}
            initial={{
              name: search.get('name') ?? '',
              environment: environment.safeParse(search.get('environment')).data ?? 'dev',
            }}
            back={`?${addressOf('platform')}`}
            onNext={(next) => goOn('about', 'credentials', next)}
          />
        )}
        {shown === 'credentials' && state.platform && state.named && (
          <ConnectCredentials
            heading={heading}
            about={{ ...state.named, platform: state.platform }}
            back={`?${addressOf('about')}`}
            kind={kind}
            onKind={(next) => {
              setWay(next)
              go('credentials', { way: next }, true)
            }}
            form={form}
            attempt={attempt}
          />
        )}
        {shown === 'check' && <CheckPanel heading={heading} attempt={attempt} />}
        {shown === 'done' && state.account && (
          <Connected
            heading={heading}
            accountId={state.account}
            known={connected?.id === state.account ? connected : null}
          />
        )}
      </div>
    </div>
  )
}

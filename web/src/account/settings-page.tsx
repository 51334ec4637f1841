import { useEffect } from 'react'
import { useLocation } from 'react-router'
import { answer, api } from '../lib/api.ts'
import { adoptProfile, useSession } from '../lib/session.ts'
import { useLoad } from '../lib/use-load.ts'
import { t } from '../locales/settings.ts'
import { FailureNotice } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { Skeleton, Waiting } from '../ui/skeleton.tsx'
import { Section } from './section.tsx'
import { sections } from './sections.tsx'

export default function SettingsPage() {
  const session = useSession()
  const { person } = session
  const loaded = useLoad(person ? `me ${person.uid}` : null, async (signal) => {
    const profile = await answer(api.GET('/v1/me', { signal }))
    adoptProfile(profile)
    return profile
  })
  const profile = session.profile ?? (loaded.status === 'ready' ? loaded.data : null)
  const { hash } = useLocation()
  const isReady = profile !== null
  useEffect(() => {
    // The browser looked for the section before it was there.
    if (isReady && hash) document.getElementById(hash.slice(1))?.scrollIntoView()
  }, [isReady, hash])
  return (
    <div className="page max-w-4xl! py-8 md:py-12">
      <PageTitle title={t('title')} />
      <div className="mt-8 grid gap-x-12 md:grid-cols-[11rem_minmax(0,1fr)]">
        <nav aria-label={t('sections')} className="sticky top-20 hidden self-start md:block">
          {sections.map(({ id, title }) => (
            <a
              key={id}
              href={`#${id}`}
              className="flex min-h-10 items-center rounded-lg px-3 py-1.5 text-soft text-sm hover:bg-sunken hover:text-ink"
            >
              {t(title)}
            </a>
          ))}
        </nav>
        <div>
          {profile ? (
            sections.map(({ id, title, about, Content }) => (
              <Section key={id} id={id} title={t(title)} about={t(about)}>
                <Content profile={profile} />
              </Section>
            ))
          ) : loaded.status === 'failed' ? (
            <FailureNotice failure={loaded.failure} what={t('failed')} onRetry={loaded.reload} />
          ) : (
            <div className="space-y-4">
              <Waiting>{t('loading')}</Waiting>
              <Skeleton className="h-17 w-full" />
              <Skeleton className="h-17 w-full" />
              <Skeleton className="h-11 w-28" />
            </div>
          )}
        </div>
      </div>
    </div>
  )
}

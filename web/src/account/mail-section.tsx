import type { MailTopic } from '../../../contract/people.ts'
import { answer, api } from '../lib/api.ts'
import { adoptProfile } from '../lib/session.ts'
import { useAction } from '../lib/use-action.ts'
import { type PlainKey, t } from '../locales/settings.ts'
import { FailureNotice } from '../ui/notice.tsx'
import type { SectionProps } from './sections.tsx'

const topics = {
  registrations: ['mail.registrations', 'mail.registrationsAbout'],
  events: ['mail.events', 'mail.eventsAbout'],
  organising: ['mail.organising', 'mail.organisingAbout'],
  account: ['mail.account', 'mail.accountAbout'],
  clusters: ['mail.clusters', 'mail.clustersAbout'],
} satisfies Record<MailTopic, [PlainKey, PlainKey]>

export function MailSection({ profile: { preferences } }: SectionProps) {
  const save = useAction(async (topic: MailTopic, isOn: boolean) => {
    const body = { preferences: { mail: { [topic]: isOn } } }
    adoptProfile(await answer(api.PATCH('/v1/me', { body })))
  })
  return (
    <>
      <ul className="max-w-xl divide-y divide-line">
        {(Object.keys(topics) as MailTopic[]).map((topic) => {
          const [name, about] = topics[topic]
          return (
            <li key={topic}>
              <label className="flex min-h-11 cursor-pointer items-start gap-3 py-2.5">
                <input
                  type="checkbox"
                  className="mt-1 size-4 shrink-0 accent-accent"
                  checked={preferences.mail[topic]}
                  disabled={save.busy}
                  onChange={({ target }) => void save.run(topic, target.checked)}
                />
                <span>
                  <span className="block">{t(name)}</span>
                  <span className="block text-soft text-sm">{t(about)}</span>
                </span>
              </label>
            </li>
          )
        })}
      </ul>
      <FailureNotice failure={save.failure} what={t('display.failed')} className="mt-3" />
    </>
  )
}

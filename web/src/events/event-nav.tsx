import type { Event } from '../../../contract/events.ts'
import { t } from '../locales/events.ts'
import { PageTabs } from '../ui/page-tabs.tsx'

/** The organisers' navigation between the pages of an event. */
export function EventNav({ event }: { event: Pick<Event, 'id' | 'hasLab'> }) {
  const pages = [
    { to: `/organise/${event.id}`, name: t('nav.people') },
    { to: `/organise/${event.id}/edit`, name: t('nav.edit') },
    { to: `/organise/${event.id}/lab`, name: t('nav.lab') },
    ...(event.hasLab ? [{ to: `/organise/${event.id}/cockpit`, name: t('nav.cockpit') }] : []),
    { to: `/events/${event.id}`, name: t('nav.page') },
  ]
  return <PageTabs label={t('nav.label')} tabs={pages} exact className="mt-4" />
}

import type { SystemStatus } from '../../../contract/system.ts'
import { t } from '../locales/system.ts'
import { Ago } from '../ui/ago.tsx'
import { Part } from '../ui/part.tsx'

/** Stored documents that their schema refuses. Only a person can mend them. */
export function UnreadableDocuments({
  unreadable: { documents, completedAt },
}: {
  unreadable: SystemStatus['unreadable']
}) {
  return (
    <Part title={t('unreadable.title')}>
      {documents.length === 0 ? (
        <p className="text-soft">{t('unreadable.none')}</p>
      ) : (
        <>
          <p className="max-w-prose text-soft">{t('unreadable.about')}</p>
          <ul className="mt-2 divide-y divide-line">
            {documents.map(({ path, refusals, foundAt }) => (
              <li key={path} className="grid gap-x-6 gap-y-1 py-3 md:grid-cols-[1fr_auto]">
                <div className="min-w-0">
                  <p className="wrap-anywhere font-mono text-sm">{path}</p>
                  <p className="wrap-anywhere text-soft text-sm">
                    {t('unreadable.fields', { fields: refusals.join(', ') })}
                  </p>
                </div>
                <p className="text-soft text-sm md:text-right">
                  <Ago at={foundAt} text={(when) => t('unreadable.since', { when })} />
                </p>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="mt-2 text-soft text-sm">
        {completedAt ? (
          <Ago at={completedAt} text={(when) => t('unreadable.checked', { when })} />
        ) : (
          t('unreadable.checking')
        )}
      </p>
    </Part>
  )
}

import { useState } from 'react'
import { oidcPath } from '../../../contract/oidc.ts'
import { answer, api } from '../lib/api.ts'
import { t } from '../locales/clients.ts'
import { Button } from '../ui/button.tsx'
import { CopyLine } from '../ui/copy.tsx'
import { Empty } from '../ui/empty.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { PagedList } from '../ui/paged-list.tsx'
import { ClientForm } from './client-form.tsx'
import { ClientRow } from './client-row.tsx'
import { type ClientWithSecret, useClients } from './use-clients.ts'

const issuer = `${import.meta.env.VITE_API_URL}${oidcPath}`

/** Programs of operators that sign people in through Labseat. */
export default function ClientsPage() {
  const { items, ...list } = useClients()
  const [isNew, setIsNew] = useState(false)
  const [created, setCreated] = useState<ClientWithSecret | null>(null)
  const beginButton = <Button onClick={() => setIsNew(true)}>{t('new')}</Button>
  return (
    <div className="page py-8">
      <div className="flex flex-wrap items-center justify-between gap-4">
        <PageTitle title={t('title')} />
        {!isNew && items.length > 0 && beginButton}
      </div>
      <p className="mt-2 max-w-prose text-soft">{t('about')}</p>
      {created && <Secret client={created} onDone={() => setCreated(null)} />}
      {isNew && (
        <ClientForm
          onClose={() => setIsNew(false)}
          onSend={async (body) => {
            setCreated(await answer(api.POST('/v1/clients', { body })))
            setIsNew(false)
            list.reload()
          }}
        />
      )}
      <div className="mt-4" aria-busy={list.status === 'loading'}>
        <PagedList
          list={list}
          isEmpty={items.length === 0}
          loading={t('loading')}
          failed={t('failed')}
          empty={
            !isNew && (
              <Empty title={t('none')} action={beginButton}>
                {t('noneAbout')}
              </Empty>
            )
          }
        >
          <ul className="divide-y divide-line">
            {items.map((client) => (
              <ClientRow key={client.id} client={client} onChanged={list.reload} onSecret={setCreated} />
            ))}
          </ul>
        </PagedList>
      </div>
    </div>
  )
}

/** The only time that a secret is on a page. */
function Secret({ client, onDone }: { client: ClientWithSecret; onDone: () => void }) {
  return (
    <section
      role="status"
      aria-label={t('secret.title', { name: client.name })}
      className="mt-4 rounded-lg border border-accent bg-accent-soft p-4"
    >
      <h2 className="font-semibold">{t('secret.title', { name: client.name })}</h2>
      <p className="max-w-prose text-sm">{t('secret.once')}</p>
      <dl className="mt-2">
        <CopyLine name={t('row.secret')} value={client.secret} />
        <CopyLine name={t('row.id')} value={client.id} />
        <CopyLine name={t('row.issuer')} value={issuer} />
      </dl>
      <Button look="quiet" className="mt-2" onClick={onDone}>
        {t('secret.done')}
      </Button>
    </section>
  )
}

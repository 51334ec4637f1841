import { useState } from 'react'
import { Link } from 'react-router'
import type { Client } from '../../../contract/clients.ts'
import { useEvent } from '../events/use-event.ts'
import { answer, api } from '../lib/api.ts'
import { useSession } from '../lib/session.ts'
import { t } from '../locales/clients.ts'
import { Ago } from '../ui/ago.tsx'
import { Button } from '../ui/button.tsx'
import { Confirm } from '../ui/confirm.tsx'
import { CopyLine } from '../ui/copy.tsx'
import { OwnerLine } from '../ui/owner.tsx'
import { ClientForm } from './client-form.tsx'
import type { ClientWithSecret } from './use-clients.ts'

type Props = {
  client: Client
  onChanged: () => void
  onSecret: (client: ClientWithSecret) => void
}

/** A client with its facts and actions. */
export function ClientRow({ client, onChanged, onSecret }: Props) {
  const { id, name, ownerId, clusterId, redirectUris, secretChangedAt } = client
  const me = useSession().person?.uid
  return (
    <li className="py-5">
      <h2 dir="auto" className="wrap-anywhere font-semibold">
        {name}
      </h2>
      {ownerId !== me && <OwnerLine uid={ownerId} />}
      <p className="text-soft text-sm">
        <Audience client={client} />
      </p>
      <dl>
        <CopyLine name={t('row.id')} value={id} />
        <div className="py-2">
          <dt className="text-soft text-sm">{t('row.addresses')}</dt>
          {redirectUris.map((uri) => (
            <dd key={uri} className="wrap-anywhere font-mono text-sm">
              {uri}
            </dd>
          ))}
        </div>
      </dl>
      <p className="text-soft text-sm">
        <Ago at={secretChangedAt} text={(when) => t('row.secretChanged', { when })} />
      </p>
      {clusterId === null && <ClientTools client={client} onChanged={onChanged} onSecret={onSecret} />}
    </li>
  )
}

/** The actions for a client. At most one of their dialogs is open. */
function ClientTools({ client, onChanged, onSecret }: Props) {
  const { id, name } = client
  const [open, setOpen] = useState<'edit' | 'rotate' | 'delete' | null>(null)
  const params = { path: { clientId: id } }
  return (
    <>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button
          look="quiet"
          aria-expanded={open === 'edit'}
          onClick={() => setOpen(open === 'edit' ? null : 'edit')}
        >
          {t('edit.do')}
        </Button>
        <Button look="quiet" onClick={() => setOpen('rotate')}>
          {t('rotate.do')}
        </Button>
        <Button look="plain" className="text-bad!" onClick={() => setOpen('delete')}>
          {t('delete.do')}
        </Button>
      </div>
      {open === 'edit' && (
        <ClientForm
          client={client}
          onClose={() => setOpen(null)}
          onSend={async (body) => {
            await answer(api.PATCH('/v1/clients/{clientId}', { params, body }))
            setOpen(null)
            onChanged()
          }}
        />
      )}
      {open === 'rotate' && (
        <Confirm
          title={t('rotate.title', { name })}
          action={t('rotate.do')}
          doing={t('rotate.doing')}
          keep={t('rotate.keep')}
          failed={t('rotate.failed')}
          onClose={() => setOpen(null)}
          onConfirm={async () => {
            onSecret(await answer(api.POST('/v1/clients/{clientId}/rotate', { params })))
            onChanged()
          }}
        >
          {t('rotate.about', { name })}
        </Confirm>
      )}
      {open === 'delete' && (
        <Confirm
          title={t('delete.title', { name })}
          action={t('delete.do')}
          doing={t('delete.doing')}
          keep={t('delete.keep')}
          failed={t('delete.failed')}
          onClose={() => setOpen(null)}
          onConfirm={async () => {
            await answer(api.DELETE('/v1/clients/{clientId}', { params }))
            onChanged()
          }}
        >
          {t('delete.about')}
        </Confirm>
      )}
    </>
  )
}

function Audience({ client: { audience, eventId, clusterId } }: { client: Client }) {
  if (clusterId !== null) return <Link to={`/clusters/${clusterId}`}>{t('row.cluster')}</Link>
  if (audience === 'anyone' || eventId === null) return t('row.anyone')
  return <EventAudience eventId={eventId} />
}

function EventAudience({ eventId }: { eventId: string }) {
  const event = useEvent(eventId)
  return (
    <Link to={`/events/${eventId}`} className="wrap-anywhere underline underline-offset-4">
      {t('row.event', { event: event.status === 'ready' ? event.data.title : eventId })}
    </Link>
  )
}

import { useState } from 'react'
import type { Lab } from '../../../contract/labs.ts'
import { answer, api } from '../lib/api.ts'
import { parseNumber } from '../lib/parse-number.ts'
import { useSession } from '../lib/session.ts'
import { sessionMay } from '../lib/session-may.ts'
import { useAction } from '../lib/use-action.ts'
import { t } from '../locales/labs.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { FailureNotice } from '../ui/notice.tsx'

/** Lets the operator whose account pays change the budget of a lab. */
export function Budget({ lab, onChange }: { lab: Lab; onChange: () => void }) {
  const session = useSession()
  const { setup } = lab
  const [text, setText] = useState(setup?.budget ? String(setup.budget.amount / 100) : '')
  const save = useAction(async () => {
    const params = { path: { eventId: lab.eventId } }
    const amount = Math.round(parseNumber(text) * 100)
    const budget = text.trim() ? ({ amount, currency: 'USD' } as const) : null
    await answer(api.PATCH('/v1/events/{eventId}/lab', { params, body: { budget } }))
    onChange()
  })
  const isPayer = setup?.ownerId === session.person?.uid || sessionMay(session, 'cloud-account-manage')
  if (!setup || !isPayer || !sessionMay(session, 'labs-update')) return null
  return (
    <div className="mt-4">
      <div className="flex flex-wrap items-end gap-2">
        <TextField
          label={t('form.budget')}
          hint={t('budget.hint')}
          className="w-full max-w-xs"
          inputMode="decimal"
          autoComplete="off"
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <Button
          look="quiet"
          className="mb-6"
          busy={save.busy && t('budget.saving')}
          onClick={() => void save.run()}
        >
          {t('budget.save')}
        </Button>
      </div>
      <FailureNotice failure={save.failure} what={t('budget.failed')} className="max-w-3xl" />
    </div>
  )
}

import { useState } from 'react'
import type { Cluster } from '../../../contract/clusters.ts'
import { t } from '../locales/clusters.ts'
import { Confirm, type ConfirmProps } from '../ui/confirm.tsx'
import { TextField } from '../ui/field.tsx'

type Props = Omit<ConfirmProps, 'fields' | 'ready' | 'onConfirm'> & {
  cluster: Pick<Cluster, 'name'>
  onConfirm: (name: string) => Promise<unknown>
}

/** Asks for the name of the cluster before a step that cannot be undone. */
export function ConfirmWithName({ cluster: { name }, onConfirm, ...props }: Props) {
  const [typed, setTyped] = useState('')
  return (
    <Confirm
      {...props}
      ready={typed.trim() === name}
      onConfirm={() => onConfirm(typed.trim())}
      fields={
        <div className="mt-4">
          <TextField
            label={t('confirm.name', { name })}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
        </div>
      }
    />
  )
}

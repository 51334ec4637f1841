import type { CloudAccount } from '../../../contract/cloud-accounts.ts'

/** An account, subscription or project: its id, and its name if it has one. */
export function Scope({ scope: { id, name } }: { scope: CloudAccount['scope'] }) {
  if (!name) return id
  return (
    <>
      {name}
      <span className="block text-soft text-sm">{id}</span>
    </>
  )
}

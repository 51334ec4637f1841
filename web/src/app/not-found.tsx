import { ButtonLink } from '../ui/button.tsx'
import { PageTitle } from '../ui/page-title.tsx'

export default function NotFound() {
  return (
    <div className="page py-16">
      <PageTitle title="There is no such page" />
      <p className="mt-3 max-w-prose text-soft">
        The address may be mistyped, or what was here is gone. The events are still where they were.
      </p>
      <ButtonLink to="/" className="mt-6">
        See next events
      </ButtonLink>
    </div>
  )
}

import { type ComponentProps, type ReactNode, useId } from 'react'
import { fieldText } from '../locales/fields.ts'

/** The margins keep a field that gets the focus clear of the bars that stay at the page's edges. */
export const box =
  'w-full scroll-mt-24 scroll-mb-28 rounded-lg border border-edge bg-surface px-3 text-ink placeholder:text-soft aria-invalid:border-bad disabled:bg-sunken disabled:text-soft'

export type Shared = {
  label: string
  /** Shown while there is no error. */
  hint?: ReactNode
  /** The message of the contract, shown in the reader's language. */
  error?: string | undefined
  /** Replaces the hint while typing, such as whether a username is free. */
  status?: ReactNode
  className?: string
}

/** Label, control, hint and error, connected for screen readers. One line below is always reserved. */
export function Field({
  label,
  hint,
  error,
  status,
  className = '',
  control,
}: Shared & {
  control: (props: { id: string; 'aria-describedby': string; 'aria-invalid': boolean }) => ReactNode
}) {
  const id = useId()
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1 block font-medium text-sm">
        {label}
      </label>
      {control({ id, 'aria-describedby': `${id}-below`, 'aria-invalid': Boolean(error) })}
      <div id={`${id}-below`} className="mt-1 min-h-5 text-sm" aria-live="polite">
        {error ? (
          <p className="text-bad">{fieldText(error)}</p>
        ) : status ? (
          status
        ) : (
          <p className="text-soft">{hint}</p>
        )}
      </div>
    </div>
  )
}

export function TextField({
  label,
  hint,
  error,
  status,
  className,
  ...input
}: Shared & ComponentProps<'input'>) {
  return (
    <Field
      {...{ label, hint, error, status, className }}
      control={(props) => <input dir="auto" {...input} {...props} className={`h-11 ${box}`} />}
    />
  )
}

export function TextArea({
  label,
  hint,
  error,
  status,
  className,
  ...area
}: Shared & ComponentProps<'textarea'>) {
  return (
    <Field
      {...{ label, hint, error, status, className }}
      control={(props) => <textarea rows={8} dir="auto" {...area} {...props} className={`py-2.5 ${box}`} />}
    />
  )
}

export function Select({
  label,
  hint,
  error,
  status,
  className,
  ...select
}: Shared & ComponentProps<'select'>) {
  return (
    <Field
      {...{ label, hint, error, status, className }}
      control={(props) => <select {...select} {...props} className={`h-11 ${box}`} />}
    />
  )
}

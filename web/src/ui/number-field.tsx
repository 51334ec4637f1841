import { type ComponentProps, useRef, useState } from 'react'
import { type Shared, TextField } from './field.tsx'

/** What was read from a text, if the text is not plainly that number: `1,234` is 1,234 seats. */
export const understood = (
  text: string,
  read: (text: string) => number,
  show: (value: number) => string,
): string | undefined => {
  const value = read(text)
  return Number.isFinite(value) && value > 0 && (value >= 1000 || text.trim() !== String(value))
    ? show(value)
    : undefined
}

/** A field for a number. While a person types, it says below how the number is understood. */
export function NumberField({
  read,
  show,
  onChange,
  ref,
  ...field
}: Shared &
  ComponentProps<'input'> & {
    /** NaN, or an `UnreadNumber`, for a text that is not a number. */
    read: (text: string) => number
    /** The number with its unit: "1,234 seats". */
    show: (value: number) => string
  }) {
  const input = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState('')
  // The form may have replaced the text since.
  const text = input.current?.value === typed ? understood(typed, read, show) : undefined
  return (
    <TextField
      {...field}
      ref={(element) => {
        input.current = element
        if (typeof ref === 'function') return ref(element)
        if (ref) ref.current = element
      }}
      onChange={(event) => {
        setTyped(event.target.value)
        return onChange?.(event)
      }}
      status={text && <p className="text-soft tabular-nums">{text}</p>}
    />
  )
}

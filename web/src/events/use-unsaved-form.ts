import { useEffect, useRef, useState } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import type { EventInput } from '../../../contract/events.ts'
import { keepUnsaved, readUnsaved } from '../lib/unsaved.ts'
import { changedFields, type EventForm, readChangedFields } from './event-form.ts'

/**
 * Keeps the fields that a person changed on the device, so that a click on a link, Back or a closed tab loses nothing. Only changed fields are
 * kept: the other ones show what the event has when the person comes back.
 *
 * @param key names the person and the event
 * @returns `isRestored` until the form is saved or discarded, and `resetTo`, which sets the saved values
 */
export const useUnsavedForm = (
  form: UseFormReturn<EventForm, unknown, EventInput>,
  key: string,
  savedForm: EventForm,
) => {
  const saved = useRef(savedForm)
  const [restored] = useState(() => readChangedFields(readUnsaved(key)))
  const [isRestored, setIsRestored] = useState(Object.keys(restored).length > 0)

  // biome-ignore lint/correctness/useExhaustiveDependencies: the form belongs to one key from its first render on
  useEffect(() => {
    for (const [name, value] of Object.entries(restored))
      form.setValue(name as keyof EventForm, value, { shouldDirty: true })
    return form.subscribe({
      formState: { values: true },
      callback: ({ values }) => {
        const changed = changedFields(saved.current, values)
        keepUnsaved(key, Object.keys(changed).length > 0 ? changed : null)
      },
    })
  }, [])

  const resetTo = (next: EventForm) => {
    saved.current = next
    form.reset(next)
    keepUnsaved(key, null)
    setIsRestored(false)
  }
  return { isRestored, resetTo, discard: () => resetTo(saved.current) }
}

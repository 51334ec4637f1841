import type { ReactNode } from 'react'
import { type UseFormReturn, useWatch } from 'react-hook-form'
import type { EventInput } from '../../../contract/events.ts'
import { Select, TextArea, TextField } from '../ui/field.tsx'
import type { EventForm } from './event-form.ts'

const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]
const currencies = Intl.supportedValuesOf('currency')

const kinds = { 'in-person': 'In person', online: 'Online', hybrid: 'In person and online' }

export function EventFields({ form }: { form: UseFormReturn<EventForm, unknown, EventInput> }) {
  const {
    register,
    control,
    formState: { errors },
  } = form
  const [kind, zone, startsAt] = useWatch({ control, name: ['location.kind', 'timeZone', 'startsAt'] })
  const tagError = errors.tags as { message?: string; find?: unknown } | undefined
  const tagMessage =
    tagError?.message ??
    (errors.tags as unknown as { message?: string }[] | undefined)?.find?.(Boolean)?.message
  return (
    <>
      <Group title="What">
        <TextField label="Title" error={errors.title?.message} {...register('title')} />
        <TextArea
          label="Description"
          hint="What people will do, what to bring, what they should know already."
          error={errors.description?.message}
          {...register('description')}
        />
        <TextField
          label="Tags"
          hint="Up to 10, with commas between them."
          placeholder="python, data"
          autoCapitalize="none"
          error={tagMessage}
          {...register('tags')}
        />
      </Group>
      <Group title="When">
        <div className="grid gap-3 sm:grid-cols-2">
          <TextField
            label="Starts"
            type="datetime-local"
            error={errors.startsAt?.message}
            {...register('startsAt', { deps: ['endsAt'] })}
          />
          <TextField
            label="Ends"
            type="datetime-local"
            min={startsAt || undefined}
            hint="Leave empty if open."
            error={errors.endsAt?.message}
            {...register('endsAt')}
          />
        </div>
        <Select
          label="Time zone"
          hint="The clocks of the place where it happens."
          error={errors.timeZone?.message}
          {...register('timeZone', { deps: ['startsAt', 'endsAt'] })}
        >
          {!zones.includes(zone) && <option value={zone}>{zone}</option>}
          {zones.map((name) => (
            <option key={name} value={name}>
              {name.replaceAll('_', ' ')}
            </option>
          ))}
        </Select>
      </Group>
      <Group title="Where">
        <Select label="Kind" error={errors.location?.kind?.message} {...register('location.kind')}>
          {Object.entries(kinds).map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </Select>
        {kind !== 'online' && (
          <>
            <TextField
              label="Place"
              hint="The room or building, as people know it."
              error={errors.location?.name?.message}
              {...register('location.name')}
            />
            <TextField
              label="Address"
              error={errors.location?.address?.message}
              {...register('location.address')}
            />
          </>
        )}
        {kind !== 'in-person' && (
          <TextField
            label="Online link"
            type="url"
            placeholder="https://"
            hint="Only organisers and people with a seat see it."
            error={errors.location?.url?.message}
            {...register('location.url')}
          />
        )}
      </Group>
      <Group title="Seats and price">
        <div className="grid gap-3 sm:grid-cols-3">
          <TextField
            label="Seats"
            inputMode="numeric"
            hint="Who comes later waits in line."
            error={errors.capacity?.message}
            {...register('capacity')}
          />
          <TextField
            label="Price"
            inputMode="decimal"
            hint="Empty: free. Paid at the door."
            error={errors.price?.amount?.message}
            {...register('price.amount')}
          />
          <Select label="Currency" error={errors.price?.currency?.message} {...register('price.currency')}>
            {currencies.map((code) => (
              <option key={code}>{code}</option>
            ))}
          </Select>
        </div>
      </Group>
    </>
  )
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="space-y-2 border-line border-t pt-5 first:border-t-0 first:pt-0">
      <legend className="float-left mb-3 w-full font-semibold">{title}</legend>
      <div className="clear-both space-y-2">{children}</div>
    </fieldset>
  )
}

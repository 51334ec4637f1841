import { zodResolver } from '@hookform/resolvers/zod'
import { type UseFormReturn, useForm, useWatch } from 'react-hook-form'
import * as z from 'zod'
import { audience, type Client, type ClientInput, clientInput } from '../../../contract/clients.ts'
import { useSubmit } from '../lib/use-submit.ts'
import { t } from '../locales/clients.ts'
import { Button } from '../ui/button.tsx'
import { Choice, Choices } from '../ui/choices.tsx'
import { TextArea, TextField } from '../ui/field.tsx'
import { FailureNotice } from '../ui/notice.tsx'

const linesOf = (text: string): string[] =>
  text
    .split(/\s+/)
    .map((line) => line.trim())
    .filter(Boolean)

/** The id in the address of an event's page, or the text itself. */
const eventIdOf = (text: string): string => /\/events\/([\w-]+)/.exec(text)?.[1] ?? text.trim()

type FieldError = { message?: string | undefined }
/** The message of a list, or of its first line with a problem. */
const messageIn = (error: unknown): string | undefined =>
  Array.isArray(error)
    ? error.filter(Boolean).map(({ message }: FieldError) => message)[0]
    : (error as FieldError | undefined)?.message

/** The form holds texts; the contract checks what they mean. */
const form = z.object({
  name: clientInput.shape.name,
  redirectUris: z.string().transform(linesOf).pipe(clientInput.shape.redirectUris),
  logoutUris: z.string().transform(linesOf).pipe(clientInput.shape.logoutUris.unwrap()),
  audience,
  eventId: z.string(),
})
type Values = z.output<typeof form>

const toInput = ({ eventId, ...values }: Values): ClientInput => ({
  ...values,
  eventId: values.audience === 'event' ? eventIdOf(eventId) || null : null,
})

const textsOf = (client: Client | undefined): z.input<typeof form> => ({
  name: client?.name ?? '',
  redirectUris: client?.redirectUris.join('\n') ?? '',
  logoutUris: client?.logoutUris.join('\n') ?? '',
  audience: client?.audience ?? 'event',
  eventId: client?.eventId ?? '',
})

/** Who may sign in, and for an event, which one. */
function AudienceFields({
  fields: { control, register, setValue, formState },
}: {
  fields: UseFormReturn<z.input<typeof form>, unknown, Values>
}) {
  const chosen = useWatch({ control, name: 'audience' })
  return (
    <>
      <Choices legend={t('field.who')} shown>
        {audience.options.map((value) => (
          <Choice
            key={value}
            name="audience"
            value={value}
            checked={chosen === value}
            onChoose={() => setValue('audience', value, { shouldDirty: true })}
            title={t(value === 'event' ? 'field.event' : 'field.anyone')}
          />
        ))}
      </Choices>
      {chosen === 'event' && (
        <TextField
          label={t('field.eventId')}
          hint={t('field.eventHint')}
          autoComplete="off"
          error={formState.errors.eventId?.message}
          {...register('eventId')}
        />
      )}
    </>
  )
}

/** Registers a client, or changes one. @param onSend sends the input to the API */
export function ClientForm({
  client,
  onSend,
  onClose,
}: {
  client?: Client
  onSend: (input: ClientInput) => Promise<void>
  onClose: () => void
}) {
  const fields = useForm<z.input<typeof form>, unknown, Values>({
    resolver: zodResolver(form),
    mode: 'onTouched',
    defaultValues: textsOf(client),
  })
  const { register } = fields
  const { errors } = fields.formState
  const { submit, failure, isPending } = useSubmit(fields, (values) => onSend(toInput(values)))
  const label = t(client ? 'edit.do' : 'new')
  return (
    <form
      noValidate
      aria-label={label}
      onSubmit={submit}
      className="mt-4 space-y-3 rounded-lg border border-line p-4"
    >
      <TextField
        label={t('field.name')}
        hint={t('field.nameHint')}
        autoComplete="off"
        maxLength={60}
        className="max-w-md"
        error={errors.name?.message}
        {...register('name')}
      />
      <TextArea
        label={t('field.addresses')}
        hint={t('field.addressesHint')}
        rows={3}
        spellCheck={false}
        error={messageIn(errors.redirectUris)}
        {...register('redirectUris')}
      />
      <TextArea
        label={t('field.logout')}
        hint={t('field.logoutHint')}
        rows={2}
        spellCheck={false}
        error={messageIn(errors.logoutUris)}
        {...register('logoutUris')}
      />
      <AudienceFields fields={fields} />
      <FailureNotice failure={failure} what={t(client ? 'edit.failed' : 'new.failed')} />
      <div className="flex gap-2">
        <Button type="submit" busy={isPending && t('new.saving')}>
          {t(client ? 'edit.submit' : 'new.submit')}
        </Button>
        <Button look="quiet" disabled={isPending} onClick={onClose}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}

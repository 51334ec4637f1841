import { FileKey2, FileUp } from 'lucide-react'
import { type DragEvent, useId, useState } from 'react'
import { useWatch } from 'react-hook-form'
import { t } from '../locales/cloud-accounts.ts'
import { fieldText } from '../locales/fields.ts'
import { TextArea } from '../ui/field.tsx'
import { FilePicker } from '../ui/file-picker.tsx'
import type { Credentials } from './credentials-form.ts'
import { readKey, sizeProblemOf } from './key-file.ts'

/** The key in the form, and what was wrong with the text or file that a person chose last. */
const useKeyFile = (form: Credentials) => {
  const { control, setValue, clearErrors, formState } = form
  const key = useWatch({ control, name: 'key' })
  const [problems, setProblems] = useState<string[]>([])
  const refused = formState.errors.key?.message
  const messages = problems.length > 0 ? problems : refused ? [fieldText(refused)] : []

  const take = (text: string): boolean => {
    const read = readKey(text)
    clearErrors('key')
    setValue('key', 'key' in read ? read.key : null, { shouldDirty: true })
    setProblems('key' in read ? [] : read.problems)
    return 'key' in read
  }
  const takeFile = async (file: File) => {
    const large = sizeProblemOf(file.size)
    if (large) {
      setValue('key', null)
      return setProblems([large])
    }
    const text = await file.text().catch(() => null)
    if (text === null) setProblems([t('file.unreadable')])
    else take(text)
  }
  return { key, messages, setProblems, take, takeFile }
}

/**
 * The field for Google's key file: dropped, chosen or pasted. The key stays in the form's memory and is never written into
 * the document.
 */
export function KeyFileField({ form }: { form: Credentials }) {
  const { key, messages, setProblems, take, takeFile } = useKeyFile(form)
  const [over, setOver] = useState(false)
  const below = useId()
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const { files } = event.dataTransfer
    if (files.length === 1 && files[0]) void takeFile(files[0])
    else setProblems([t('file.single')])
  }
  return (
    <fieldset aria-describedby={below}>
      <legend className="mb-1 font-medium text-sm">{t('file.label')}</legend>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the button in it does the same without a mouse */}
      <div
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={`flex min-h-40 flex-col items-center justify-center gap-3 rounded-xl border-2 border-dashed px-4 py-6 text-center ${
          over ? 'border-accent bg-accent-soft' : messages.length > 0 ? 'border-bad' : 'border-edge'
        }`}
      >
        {key ? (
          <Read project={key.project_id} account={key.client_email} keyId={key.private_key_id} />
        ) : (
          <>
            <FileUp size={28} aria-hidden className="text-soft" />
            <p>{t('file.drop')}</p>
          </>
        )}
        <FilePicker
          accept=".json,application/json"
          label={t('file.choose')}
          onPick={(file) => void takeFile(file)}
        >
          {t(key ? 'file.other' : 'file.choose')}
        </FilePicker>
      </div>
      <div id={below} role="status" className="mt-1 mb-3 min-h-5 text-bad text-sm">
        {messages.map((message) => (
          <p key={message} className="wrap-anywhere">
            {message}
          </p>
        ))}
      </div>
      {!key && <PasteField take={take} />}
    </fieldset>
  )
}

/** `take` reports whether the text is a key. */
function PasteField({ take }: { take: (text: string) => boolean }) {
  return (
    <TextArea
      label={t('file.paste')}
      rows={2}
      autoComplete="off"
      spellCheck={false}
      onPaste={(event) => {
        event.preventDefault()
        take(event.clipboardData.getData('text'))
      }}
      onChange={({ target }) => {
        // Take the text as soon as it is complete, then empty the control.
        if (/\}\s*$/.test(target.value) && take(target.value)) target.value = ''
      }}
      onBlur={({ target }) => {
        if (target.value.trim()) take(target.value)
        target.value = ''
      }}
    />
  )
}

function Read({ project, account, keyId }: { project: string; account: string; keyId: string }) {
  const facts = [
    [t('gcp.account'), account],
    [t('gcp.project'), project],
    [t('file.keyId'), `${keyId.slice(0, 8)}…`],
  ]
  return (
    <>
      <FileKey2 size={28} aria-hidden className="text-good" />
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-left">
        {facts.map(([name, value]) => (
          <div key={name} className="col-span-2 grid grid-cols-subgrid">
            <dt className="text-soft">{name}</dt>
            <dd className="wrap-anywhere">{value}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

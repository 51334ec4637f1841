import { type KeyboardEvent, type ReactNode, type RefObject, useId, useRef, useState } from 'react'
import type { UseFormRegisterReturn } from 'react-hook-form'
import { box, Field, type Shared } from './field.tsx'

/** More rows are slow to draw, and nobody reads them: typing narrows the list. */
const maxRows = 50

type Option = { value: string; row: ReactNode; searchText: string }

/** The options that have each typed word. The value of the field itself narrows nothing: a person opens the list to choose another one. */
const matchesOf = (options: readonly Option[], typed: string): readonly Option[] => {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  if (options.some(({ value }) => value === typed.trim())) return options
  return options.filter(({ searchText }) => words.every((word) => searchText.toLowerCase().includes(word)))
}

type Rows = { rows: readonly Option[]; active: number; listId: string; onChoose: (option: Option) => void }

/** The rows under the field. The field has the focus and the keys: https://www.w3.org/WAI/ARIA/apg/practices/keyboard-interface/#kbd_focus_activedescendant */
function ListBox({
  list,
  label,
  rows,
  active,
  listId,
  onChoose,
}: Rows & { list: RefObject<HTMLDivElement | null>; label: string }) {
  return (
    <div ref={list} id={listId} role="listbox" aria-label={label} className="max-h-80 overflow-y-auto">
      {rows.map((option, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: see above
        // biome-ignore lint/a11y/useKeyWithClickEvents: see above
        <div
          key={option.value}
          id={`${listId}-${index}`}
          role="option"
          aria-selected={index === active}
          onPointerDown={(press) => press.preventDefault()}
          onClick={() => onChoose(option)}
          className="min-h-11 cursor-pointer px-3 py-1.5 hover:bg-sunken aria-selected:bg-sunken"
        >
          {option.row}
        </div>
      ))}
    </div>
  )
}

/** Whether the list is open, and the row that the arrow keys chose. */
const useRows = (rows: readonly Option[], onChoose: (value: string) => void) => {
  const list = useRef<HTMLDivElement>(null)
  const [isOpen, setIsOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const isShown = isOpen && rows.length > 0
  const open = () => {
    setIsOpen(true)
    setActive(-1)
  }
  const close = () => {
    setIsOpen(false)
    setActive(-1)
  }
  const choose = (option: Option) => {
    onChoose(option.value)
    close()
  }
  const move = (to: number) => {
    setIsOpen(true)
    const index = (to + rows.length) % rows.length
    setActive(index)
    list.current?.children[index]?.scrollIntoView({ block: 'nearest' })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (rows.length > 0) move(event.key === 'ArrowDown' ? active + 1 : Math.max(active, 0) - 1)
    } else if (event.key === 'Enter' && isShown && rows[active]) {
      event.preventDefault()
      choose(rows[active])
    } else if (event.key === 'Escape' && isShown) {
      event.preventDefault()
      close()
    }
  }
  return { list, isShown, active, open, close, choose, onKeyDown }
}

/**
 * A text field with a list that narrows while a person types. A text that is not in the list may stay.
 * https://www.w3.org/WAI/ARIA/apg/patterns/combobox/examples/combobox-autocomplete-list/
 */
export function Combobox({
  label,
  hint,
  error,
  status,
  className,
  field,
  value,
  options,
  listLabel,
  moreText,
  onChoose,
}: Shared & {
  field: UseFormRegisterReturn
  /** The text in the field. */
  value: string
  options: readonly Option[]
  listLabel: string
  /** Says how many options the list leaves out. */
  moreText: (count: number) => string
  onChoose: (value: string) => void
}) {
  const listId = useId()
  const matches = matchesOf(options, value)
  const rows = matches.slice(0, maxRows)
  const { list, isShown, active, open, close, choose, onKeyDown } = useRows(rows, onChoose)
  return (
    <Field
      {...{ label, hint, error, status, className }}
      control={(props) => (
        <div className="relative">
          <input
            {...field}
            {...props}
            role="combobox"
            aria-expanded={isShown}
            aria-controls={listId}
            aria-autocomplete="list"
            {...(isShown && rows[active] && { 'aria-activedescendant': `${listId}-${active}` })}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            // Typing replaces the value, so that the list narrows at once.
            onFocus={({ target }) => target.select()}
            onClick={open}
            onKeyDown={onKeyDown}
            onChange={(change) => {
              open()
              return field.onChange(change)
            }}
            onBlur={(blur) => {
              close()
              return field.onBlur(blur)
            }}
            className={`h-11 ${box}`}
          />
          <div
            hidden={!isShown}
            className="absolute inset-x-0 top-full z-20 mt-1 rounded-lg border border-line bg-surface py-1 shadow-[0_8px_30px_oklch(20%_0.02_265/0.16)]"
          >
            <ListBox {...{ list, label: listLabel, rows, active, listId, onChoose: choose }} />
            {matches.length > maxRows && (
              <p className="px-3 py-2 text-soft text-sm">{moreText(matches.length - maxRows)}</p>
            )}
          </div>
        </div>
      )}
    />
  )
}

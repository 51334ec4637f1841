import { Search } from 'lucide-react'
import { useEffect, useState } from 'react'

/** Searches 250 ms after the last key. */
export function SearchBox({
  label,
  query,
  onSearch,
  maxLength = 100,
}: {
  label: string
  query: string
  onSearch: (text: string) => void
  maxLength?: number
}) {
  const [{ text, shown }, setState] = useState({ text: query, shown: query })
  // The query changed elsewhere, such as by the browser's back button: the box follows.
  if (shown !== query) setState({ text: text.trim() === query ? text : query, shown: query })
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new text starts the timer
  useEffect(() => {
    if (text.trim() === query) return
    const timer = setTimeout(() => onSearch(text.trim()), 250)
    return () => clearTimeout(timer)
  }, [text])
  return (
    <label className="relative block max-w-md">
      <span className="sr-only">{label}</span>
      <Search size={18} aria-hidden className="absolute top-3.5 left-3 text-soft" />
      <input
        type="search"
        dir="auto"
        maxLength={maxLength}
        placeholder={label}
        value={text}
        onChange={(change) => setState({ text: change.target.value, shown })}
        className="h-11 w-full rounded-lg border border-edge bg-surface pr-3 pl-10 placeholder:text-soft"
      />
    </label>
  )
}

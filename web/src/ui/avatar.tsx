import { useState } from 'react'

/** Of a name: the first letters of its first and last word. */
const initialsOf = (name: string): string => {
  const words = name.trim().split(/\s+/)
  const letters = [words[0], words.length > 1 ? words.at(-1) : ''].map((word) => [...(word ?? '')][0] ?? '')
  return letters.join('').toLocaleUpperCase()
}

/** Somebody's picture; the initials of who has none. It says nothing that the name beside it doesn't. */
export function Avatar({
  uid,
  version,
  name,
  className = 'size-8 text-sm',
}: {
  uid: string
  /** `avatarVersion`; null or undefined: no picture. */
  version: number | null | undefined
  name: string
  /** Its size, and that of the letters. */
  className?: string
}) {
  const [broken, setBroken] = useState<number | null>(null)
  const round = `shrink-0 rounded-full ${className}`
  if (version && broken !== version)
    return (
      <img
        src={`${import.meta.env.VITE_API_URL}/v1/avatars/${uid}?v=${version}`}
        alt=""
        loading="lazy"
        onError={() => setBroken(version)}
        className={`bg-sunken object-cover ${round}`}
      />
    )
  return (
    <span aria-hidden className={`grid place-items-center bg-accent-soft font-semibold text-accent ${round}`}>
      {initialsOf(name)}
    </span>
  )
}

import { useState } from 'react'
import { firstCharacterOf } from '../../../domain/text.ts'

/** Initials of the first and last word. */
const initialsOf = (name: string): string => {
  const words = name.trim().split(/\s+/)
  const letters = [words[0], words.length > 1 ? words.at(-1) : ''].map((word) => firstCharacterOf(word ?? ''))
  return letters.join('').toLocaleUpperCase()
}

/** A person's picture, or their initials. Hidden from screen readers, because the name stands beside it. */
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
  /** Classes for its size and the size of the letters. */
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

import type { LucideIcon } from 'lucide-react'

const tones = {
  good: 'text-good',
  warn: 'text-warn',
  bad: 'text-bad',
  soft: 'text-soft',
  accent: 'text-accent',
}
export type Tone = keyof typeof tones

/** A state: a word with a shape and a colour. */
export function StateMark({ tone, Icon, children }: { tone: Tone; Icon: LucideIcon; children: string }) {
  return (
    <span className={`inline-flex items-center gap-1.5 whitespace-nowrap font-medium text-sm ${tones[tone]}`}>
      <Icon size={16} aria-hidden />
      {children}
    </span>
  )
}

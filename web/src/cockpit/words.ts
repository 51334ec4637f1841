import {
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleMinus,
  CirclePause,
  Hourglass,
  LoaderCircle,
  type LucideIcon,
} from 'lucide-react'
import type { CockpitState } from '../../../domain/lab-help.ts'
import { formatDuration } from '../clusters/words.ts'
import type { PlainKey } from '../locales/cockpit.ts'
import type { Tone } from '../ui/state-mark.tsx'

/** In the order of the filter: what needs a look comes first. */
export const states: Record<CockpitState, { name: PlainKey; tone: Tone; Icon: LucideIcon }> = {
  failed: { name: 'state.failed', tone: 'bad', Icon: CircleAlert },
  stuck: { name: 'state.stuck', tone: 'warn', Icon: Hourglass },
  starting: { name: 'state.starting', tone: 'accent', Icon: LoaderCircle },
  running: { name: 'state.running', tone: 'good', Icon: CircleCheck },
  idle: { name: 'state.idle', tone: 'soft', Icon: CirclePause },
  stopping: { name: 'state.stopping', tone: 'accent', Icon: CircleMinus },
  none: { name: 'state.none', tone: 'soft', Icon: CircleDashed },
}

/** "12s", then whole minutes: "3m", "1h 20m". */
export const formatSpan = (ms: number): string => {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  return formatDuration(seconds < 60 ? seconds : Math.floor(seconds / 60) * 60)
}

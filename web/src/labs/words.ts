import { CalendarClock, CircleCheck, CircleX, Hammer, type LucideIcon, PackageX, Trash2 } from 'lucide-react'
import type { LabState, LabTemplate } from '../../../contract/labs.ts'
import type { PlainKey } from '../locales/labs.ts'
import type { Tone } from '../ui/state-mark.tsx'

export const labStates: Record<LabState, { name: PlainKey; tone: Tone; Icon: LucideIcon }> = {
  scheduled: { name: 'state.scheduled', tone: 'soft', Icon: CalendarClock },
  building: { name: 'state.building', tone: 'accent', Icon: Hammer },
  ready: { name: 'state.ready', tone: 'good', Icon: CircleCheck },
  ending: { name: 'state.ending', tone: 'accent', Icon: Trash2 },
  ended: { name: 'state.ended', tone: 'soft', Icon: PackageX },
  failed: { name: 'state.failed', tone: 'bad', Icon: CircleX },
}

export const templateNames: Record<LabTemplate, PlainKey> = {
  notebook: 'template.notebook',
  'notebook-vscode': 'template.notebook-vscode',
  'notebook-vscode-mlflow': 'template.notebook-vscode-mlflow',
}

import { EditorPage } from '../events/editor-page.tsx'
import { lazyPart } from '../lib/part.ts'

/** Only events with a lab load it. */
const CapacityCost = lazyPart(() => import('../labs/capacity-cost.tsx'))

/** Joins the editor with the cost of the lab: events must not import features that import events. */
export default function EditorWithLab() {
  return <EditorPage CapacityCost={CapacityCost} />
}

import type { DeadLetter, DeadLetterDocument } from '../../contract/dead-letters.ts'
import { messages } from '../../contract/messages.ts'
import { cutText } from '../../domain/text.ts'

const maxShownLength = 2000

const parse = (payload: string): unknown => {
  try {
    return JSON.parse(payload)
  } catch {
    return undefined
  }
}

/** A message that the current contract does not take would only fail again. */
const canReplay = ({ topic, payload, isCut }: DeadLetterDocument): boolean =>
  !isCut && messages[topic].safeParse(parse(payload)).success

/** A dead letter as the API gives it. */
export const presentDeadLetter = (id: string, stored: DeadLetterDocument): DeadLetter => ({
  ...stored,
  id,
  payload: cutText(stored.payload, maxShownLength),
  canReplay: canReplay(stored),
})

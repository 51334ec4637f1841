import { useSyncExternalStore } from 'react'

type Question = { answer: (hasSignedIn: boolean) => void }

let question: Question | null = null
let pending: Promise<boolean> | undefined
const listeners = new Set<() => void>()
const setQuestion = (next: Question | null) => {
  question = next
  for (const listener of listeners) listener()
}

/** Asks the person to prove again who they are. Simultaneous requests share one question. False: they declined. */
export const askToSignInAgain = (): Promise<boolean> => {
  pending ??= new Promise<boolean>((resolve) => {
    setQuestion({
      answer: (hasSignedIn) => {
        pending = undefined
        setQuestion(null)
        resolve(hasSignedIn)
      },
    })
  })
  return pending
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The open question, for the dialog that asks it. */
export const useSignInQuestion = (): Question | null => useSyncExternalStore(subscribe, () => question)

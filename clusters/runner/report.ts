import { stripVTControlCharacters } from 'node:util'
import { mostLines } from '../../contract/runner.ts'
import type { RunResource, RunStage } from '../../contract/runs.ts'
import type { Masking } from './mask.ts'
import type { Finished, ProgressBody } from './protocol.ts'

/** What the contract lets through of one text. */
const longest = { line: 2000, address: 400, error: 2000, reason: 2000 }
/** The API takes a request of 1 MiB; what JSON escapes makes a text up to six times as long. */
const mostBytes = 512 * 1024
const mostResources = 1000

const cut = (text: string, most: number) => (text.length > most ? `${text.slice(0, most - 1)}…` : text)

const nothing: ProgressBody = { lines: [], resources: [], stages: [] }

type Now = () => number
type Settings = {
  send: (sequence: number, body: ProgressBody, hurry?: AbortSignal) => Promise<{ cancel: boolean }>
  masking: Masking
  onCancel: () => void
  /** Nobody listens any more: somebody else has the run, or the API takes nothing from here. */
  onDeaf: (error: unknown) => void
  now?: Now
  /** Between two posts that tell something, in milliseconds. */
  every?: number
  /** What isn't urgent waits so long at most. */
  heartbeat?: number
  /** So often it is asked whether somebody cancels. The API writes nothing down for that. */
  ask?: number
  /** A moment in which what comes together is put together. */
  gather?: number
}

/**
 * Gathers what happens, and posts it at most once in `every` milliseconds, one post after the other. What isn't urgent goes along with
 * what is, or with the next heartbeat; between them an empty post asks whether to stop. However long the API is away, nothing is left out.
 */
export const reporting = (settings: Settings) => {
  const {
    send,
    masking,
    now = () => performance.now(),
    every = 1000,
    heartbeat = 25_000,
    ask = 5000,
    gather = 30,
  } = settings
  let lines: string[] = []
  const resources = new Map<string, RunResource>()
  let stages = new Map<string, RunStage>()
  let extra: Pick<ProgressBody, 'planned' | 'stale'> = {}
  let sequence = 0
  let last = Number.NEGATIVE_INFINITY
  let asked = now()
  let told = asked
  let pressing = false
  let deaf = false
  let closed = false
  let timer: { at: number; handle: NodeJS.Timeout } | undefined
  let chain: Promise<void> = Promise.resolve()

  /** Masked only now: a secret may have become known after the line. */
  const shown = (text: string, most: number) => cut(masking.mask(text), most)
  const shownResource = (one: RunResource): RunResource => ({
    ...one,
    address: shown(one.address, longest.address),
    ...(one.error && { error: shown(one.error, longest.error) }),
  })

  const take = (): ProgressBody => {
    let bytes = 0
    let count = 0
    const taken: string[] = []
    for (; count < lines.length && count < mostLines && bytes < mostBytes; count++) {
      const line = shown(lines[count]!, longest.line)
      bytes += Buffer.byteLength(JSON.stringify(line)) + 1
      taken.push(line)
    }
    lines = lines.slice(count)
    const some = [...resources].slice(0, mostResources)
    for (const [key] of some) resources.delete(key)
    const body: ProgressBody = {
      lines: taken,
      resources: some.map(([, one]) => shownResource(one)),
      stages: [...stages.values()].map((one) => ({
        ...one,
        ...(one.reason && { reason: shown(one.reason, longest.reason) }),
      })),
      // What decides the run's state goes with the last of what led there.
      ...(lines.length || resources.size ? {} : extra),
    }
    stages = new Map()
    pressing = lines.length > 0 || resources.size > 0
    if (!pressing) extra = {}
    return body
  }
  const waiting = () =>
    lines.length > 0 || resources.size > 0 || stages.size > 0 || Object.keys(extra).length > 0

  const post = async (body: ProgressBody, hurry?: AbortSignal) => {
    if (deaf) return
    asked = now()
    try {
      const { cancel } = await send(++sequence, body, hurry)
      if (cancel) settings.onCancel()
    } catch (error) {
      deaf = true
      settings.onDeaf(error)
    }
  }
  const tell = (hurry?: AbortSignal) => {
    last = told = now()
    return post(take(), hurry)
  }
  const queue = (work: () => Promise<void>) => {
    chain = chain.then(work)
    return chain
  }

  const schedule = (wait: number) => {
    if (closed || deaf) return
    const at = now() + wait
    if (timer && timer.at <= at) return
    clearTimeout(timer?.handle)
    timer = { at, handle: setTimeout(beat, wait) }
  }
  const beat = () => {
    timer = undefined
    void queue(async () => {
      if (closed) return
      const early = last + every - now()
      // What was pressing has gone with another post meanwhile, or something came right after it.
      if (pressing && early > 0) return schedule(early)
      if (pressing || now() - told >= heartbeat) await tell()
      else if (now() - asked >= ask) await post(nothing)
      schedule(pressing ? every : Math.max(asked + ask - now(), 0))
    })
  }
  const soon = () => {
    pressing = true
    schedule(Math.max(gather, last + every - now()))
  }
  const stop = () => {
    closed = true
    clearTimeout(timer?.handle)
  }

  /** All that waits, with the pause between; in a hurry without. */
  const drain = async (hurry?: AbortSignal) => {
    while (waiting() && !deaf) {
      const early = last + every - now()
      if (early > 0 && !hurry) await new Promise((resolve) => setTimeout(resolve, early))
      await tell(hurry)
    }
  }

  schedule(ask)
  return {
    line: (text: string, { urgent = true } = {}) => {
      lines.push(
        ...stripVTControlCharacters(text)
          .split(/\r?\n/)
          .filter((line) => line.trim()),
      )
      if (urgent) soon()
    },
    resource: (one: RunResource, { urgent = true } = {}) => {
      resources.set(`${one.stage} ${one.address}`, one)
      if (urgent) soon()
    },
    stage: (one: RunStage) => {
      stages.set(one.name, one)
      soon()
    },
    /** Says at once what decides the run's state, and waits until it was heard. */
    decide: (what: Pick<ProgressBody, 'planned' | 'stale'>) => {
      extra = { ...extra, ...what }
      return queue(() => drain())
    },
    /** The last words. */
    finish: (finished: Finished, hurry?: AbortSignal) => {
      stop()
      return queue(async () => {
        const failure = finished.failure && {
          ...finished.failure,
          detail: cut(masking.mask(finished.failure.detail), 4000),
        }
        const rest: ProgressBody[] = []
        while (waiting()) rest.push(take())
        const words = { ...masking.deep(finished), ...(failure && { failure }) }
        const final = { lines: [], resources: [], stages: [], ...rest.pop(), finished: words }
        for (const body of [...rest, final]) {
          const early = last + every - now()
          if (early > 0 && !hurry && !deaf) await new Promise((resolve) => setTimeout(resolve, early))
          last = now()
          await post(body, hurry)
        }
      })
    },
    /** Without a word more. */
    close: () => {
      stop()
      return chain
    },
  }
}
export type Report = ReturnType<typeof reporting>

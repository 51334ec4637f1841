import { AsyncLocalStorage } from 'node:async_hooks'
import { randomBytes } from 'node:crypto'
import { config } from './config.ts'

/** A place in a trace, as W3C describes it: https://www.w3.org/TR/trace-context/#traceparent-header. */
export type Trace = {
  /** 32 hexadecimal digits; the same from the browser's request to the runner's reports. */
  traceId: string
  /** 16 hexadecimal digits: the span that caused this work. */
  parentId: string
  /** The caller records spans of this trace. */
  isSampled: boolean
}

/** The attributes of a span. Without spans nothing is recorded. */
export type SpanRecorder = (attributes: Record<string, string | number>) => void

const isZero = (digits: string) => /^0+$/.test(digits)

const parseTraceparent = (text: string): Trace | undefined => {
  const [, version, traceId = '', parentId = '', flags = ''] =
    /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?$/.exec(text) ?? []
  if (!version || version === 'ff' || isZero(traceId) || isZero(parentId)) return undefined
  return { traceId, parentId, isSampled: (Number.parseInt(flags, 16) & 1) === 1 }
}

const newParentId = () => randomBytes(8).toString('hex')

/** `TRACE/SPAN;o=1`, with the span in decimal: https://cloud.google.com/trace/docs/trace-context#legacy-http-header */
const parseGatewayTrace = (text: string): Trace | undefined => {
  const [, traceId = '', span, option] = /^([0-9a-f]{32})(?:\/(\d{1,20}))?(?:;o=(\d))?$/.exec(text) ?? []
  if (!traceId || isZero(traceId)) return undefined
  const parentId = span && BigInt.asUintN(64, BigInt(span)).toString(16).padStart(16, '0')
  return {
    traceId,
    parentId: parentId && !isZero(parentId) ? parentId : newParentId(),
    isSampled: option === '1',
  }
}

const startTrace = (): Trace => ({
  traceId: randomBytes(16).toString('hex'),
  parentId: newParentId(),
  isSampled: false,
})

/**
 * The trace that a request or a message belongs to. The gateway's header comes first, because Cloud Run's request log has its trace id.
 * Without a valid header a new trace begins.
 */
export const continueTrace = (headers: Record<string, unknown>): Trace =>
  parseGatewayTrace(String(headers['x-cloud-trace-context'] ?? '')) ??
  parseTraceparent(String(headers.traceparent ?? '')) ??
  startTrace()

export const toTraceparent = ({ traceId, parentId, isSampled }: Trace): string =>
  `00-${traceId}-${parentId}-${isSampled ? '01' : '00'}`

const running = new AsyncLocalStorage<Trace>()

/** The trace of the request or message at work; undefined outside of one. */
export const currentTrace = (): Trace | undefined => running.getStore()

export type Span = {
  name: string
  kind: 'server' | 'consumer' | 'producer'
  /** Trace ids of other requests that this work also serves. */
  mergedTraces?: readonly string[]
}

/**
 * Runs work in a trace: its log lines, its messages and its jobs carry the trace id. Where spans are switched on, the work becomes a span.
 * OpenTelemetry is loaded then and not before: a cold start without spans must not pay for it.
 */
export const inTrace = async <T>(
  trace: Trace,
  span: Span,
  work: (record: SpanRecorder) => Promise<T>,
): Promise<T> => {
  if (!config.spans.url) return running.run(trace, work, () => {})
  const { inSpan } = await import('./spans.ts')
  return inSpan(trace, span, (spanId, isSampled, record) =>
    running.run({ traceId: trace.traceId, parentId: spanId, isSampled }, work, record),
  )
}

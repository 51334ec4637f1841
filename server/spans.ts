import {
  ROOT_CONTEXT,
  type SpanContext,
  SpanKind as SpanKinds,
  SpanStatusCode,
  TraceFlags,
  trace as traceApi,
} from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import {
  BasicTracerProvider,
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-base'
import { GoogleAuth } from 'google-auth-library'
import { config } from './config.ts'
import type { Span, SpanRecorder, Trace } from './trace.ts'

/**
 * Spans are sent after this time, many at once. Cloud Run slows an instance down after its response, so they may leave with the next request,
 * and the last ones of an instance are lost.
 */
const exportDelayMs = 1000

const kinds = {
  server: SpanKinds.SERVER,
  consumer: SpanKinds.CONSUMER,
  producer: SpanKinds.PRODUCER,
} as const

/** Google's endpoint takes the token of the function's own account, which needs the role `cloudtrace.agent`. Other collectors get no token. */
const createExporter = (url: string): OTLPTraceExporter => {
  if (!new URL(url).hostname.endsWith('.googleapis.com')) return new OTLPTraceExporter({ url })
  const auth = new GoogleAuth({ scopes: ['https://www.googleapis.com/auth/cloud-platform'] })
  return new OTLPTraceExporter({
    url,
    headers: async () => ({
      ...Object.fromEntries(await auth.getRequestHeaders(url)),
      'x-goog-user-project': config.projectId,
    }),
  })
}

const createProvider = (url: string): BasicTracerProvider => {
  const byShare = new TraceIdRatioBasedSampler(config.spans.share)
  return new BasicTracerProvider({
    resource: resourceFromAttributes({
      'service.name': process.env.K_SERVICE ?? 'labseat',
      'gcp.project_id': config.projectId,
    }),
    // The share depends on the trace id only, so every function decides the same. What the gateway samples is complete.
    sampler: new ParentBasedSampler({ root: byShare, remoteParentNotSampled: byShare }),
    spanProcessors: [new BatchSpanProcessor(createExporter(url), { scheduledDelayMillis: exportDelayMs })],
  })
}

const provider = createProvider(config.spans.url!)
const tracer = provider.getTracer('labseat')

const toContext = ({ traceId, parentId, isSampled }: Trace): SpanContext => ({
  traceId,
  spanId: parentId,
  traceFlags: isSampled ? TraceFlags.SAMPLED : TraceFlags.NONE,
  isRemote: true,
})

/** Runs work as a span of a trace. The span ends with the work; an error marks it. */
export const inSpan = <T>(
  trace: Trace,
  { name, kind, mergedTraces = [] }: Span,
  work: (spanId: string, isSampled: boolean, record: SpanRecorder) => Promise<T>,
): Promise<T> => {
  const span = tracer.startSpan(
    name,
    {
      kind: kinds[kind],
      // A link needs a span id, and only the trace ids of merged requests are known.
      ...(mergedTraces.length > 0 && { attributes: { 'labseat.merged_traces': [...mergedTraces] } }),
    },
    traceApi.setSpanContext(ROOT_CONTEXT, toContext(trace)),
  )
  const { spanId, traceFlags } = span.spanContext()
  const isSampled = (traceFlags & TraceFlags.SAMPLED) !== 0
  return work(spanId, isSampled, (attributes) => void span.setAttributes(attributes))
    .catch((error: unknown) => {
      span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.message : '' })
      throw error
    })
    .finally(() => span.end())
}

const randomHex = (bytes: number): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')

/** A new W3C trace (https://www.w3.org/TR/trace-context/#traceparent-header). The server decides whether it records spans. */
export const newTraceparent = (): string => `00-${randomHex(16)}-${randomHex(8)}-00`

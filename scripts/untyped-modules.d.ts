// The parts of libraries without types that scripts and tests use.

declare module 'openapi-to-postmanv2' {
  type Outcome = { result: boolean; reason?: string; output?: { type: string; data: object }[] }
  export function convertV2(
    input: { type: 'json'; data: object },
    options: Record<string, unknown>,
    done: (error: Error | null, outcome: Outcome) => void,
  ): void
}

declare module 'newman' {
  type Execution = {
    item: { name: string }
    request: { method: string; url: { toString(): string } }
    response?: { code: number; text(): string }
    requestError?: Error
  }
  type Summary = { run: { executions: Execution[]; failures: { error: Error }[] } }
  export function run(
    options: { collection: object; environment: object; delayRequest?: number },
    done: (error: Error | null, summary: Summary) => void,
  ): void
}

import { parse } from 'yaml'
import { withoutProtocols } from '../../scripts/client-openapi.ts'

/** A schema of OpenAPI 3.0, as far as openapi.yaml uses it. */
export type JsonSchema = {
  $ref?: string
  type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean'
  nullable?: boolean
  enum?: unknown[]
  properties?: Record<string, JsonSchema>
  required?: string[]
  additionalProperties?: boolean | JsonSchema
  minProperties?: number
  items?: JsonSchema
  minItems?: number
  maxItems?: number
  minLength?: number
  maxLength?: number
  pattern?: string
  format?: string
  minimum?: number
  maximum?: number
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  allOf?: JsonSchema[]
}

export type Parameter = {
  in: 'path' | 'query' | 'header'
  name: string
  required?: boolean
  schema: JsonSchema
}
/** Schemas by media type. */
type Content = Record<string, { schema?: JsonSchema }>

export type DescribedOperation = {
  operationId: string
  method: string
  path: string
  parameters: Parameter[]
  body?: JsonSchema
  /** By status. */
  responses: Record<string, Content>
}

export type Description = { operations: DescribedOperation[]; resolve: (schema: JsonSchema) => JsonSchema }

type Ref = { $ref: string }
type RawOperation = {
  operationId: string
  parameters?: (Parameter | Ref)[]
  requestBody?: { content: Content }
  responses: Record<string, { content?: Content } | Ref>
}

/** Reads openapi.yaml. @throws for a reference that leads nowhere */
export const readDescription = (text: string): Description => {
  const document = withoutProtocols(parse(text)) as unknown as {
    paths: Record<string, Record<string, RawOperation>>
  }
  const follow = <T extends object>(value: T | Ref): T => {
    if (!('$ref' in value) || typeof value.$ref !== 'string') return value as T
    const target = value.$ref
      .slice(2)
      .split('/')
      .reduce<unknown>((place, key) => (place as Record<string, unknown> | undefined)?.[key], document)
    if (!target) throw new Error(`${value.$ref} leads nowhere`)
    return follow(target as T)
  }
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, raw]): DescribedOperation => {
      const body = raw.requestBody?.content['application/json']?.schema
      return {
        operationId: raw.operationId,
        method: method.toUpperCase(),
        path,
        parameters: (raw.parameters ?? []).map((parameter) => follow<Parameter>(parameter)),
        ...(body && { body }),
        responses: Object.fromEntries(
          Object.entries(raw.responses).map(([status, response]) => [
            status,
            follow<{ content?: Content }>(response).content ?? {},
          ]),
        ),
      }
    }),
  )
  return { operations, resolve: (schema) => follow<JsonSchema>(schema as JsonSchema | Ref) }
}

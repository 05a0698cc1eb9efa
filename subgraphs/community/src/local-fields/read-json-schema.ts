import { HubError } from '@shequ/schema/errors/hub-error'
import { z } from 'zod'

/** The largest schema and the largest value, in bytes of JSON. */
export const largestJson = 16 * 1024

/** How deep schemas and values may be nested. */
const deepest = 20

const count = z.int().min(0)
const typeName = z.enum(['null', 'boolean', 'integer', 'number', 'string', 'array', 'object'])

/** A JSON Schema, as far as the hub takes it. */
export type JsonSchema = boolean | Readonly<Record<string, unknown>>

/**
 * The part of JSON Schema (draft 2020-12) that says everything in its place. Left out is what can hold up a server that many
 * share: references, which can double the work with each step, and patterns, which can take for ever.
 */
const jsonSchema: z.ZodType<JsonSchema> = z.lazy(() =>
  z.union([
    z.boolean(),
    z
      .strictObject({
        $schema: z.literal('https://json-schema.org/draft/2020-12/schema'),
        $comment: z.string(),
        title: z.string(),
        description: z.string(),
        default: z.unknown(),
        examples: z.array(z.unknown()),
        type: z.union([typeName, z.array(typeName).min(1)]),
        enum: z.array(z.unknown()).min(1),
        const: z.unknown(),
        format: z.enum(['date', 'time', 'date-time', 'duration', 'uri', 'uuid']),
        minLength: count,
        maxLength: count,
        minimum: z.number(),
        maximum: z.number(),
        exclusiveMinimum: z.number(),
        exclusiveMaximum: z.number(),
        multipleOf: z.number().positive(),
        items: jsonSchema,
        prefixItems: z.array(jsonSchema).min(1),
        minItems: count,
        maxItems: count,
        uniqueItems: z.boolean(),
        properties: z.record(z.string(), jsonSchema),
        required: z.array(z.string()),
        additionalProperties: jsonSchema,
        minProperties: count,
        maxProperties: count,
        allOf: z.array(jsonSchema).min(1),
        anyOf: z.array(jsonSchema).min(1),
        oneOf: z.array(jsonSchema).min(1),
        not: jsonSchema,
      })
      .partial(),
  ]),
)

/**
 * Takes a JSON Schema in.
 *
 * @throws {HubError} BAD_USER_INPUT when it is none, holds what the hub does not take, or is too large or deep.
 */
export function readJsonSchema(given: unknown): JsonSchema {
  requireSmall('schema', given)
  const parsed = jsonSchema.safeParse(given)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const at = issue?.path.join('.') ?? ''
  throw new HubError(
    'BAD_USER_INPUT',
    {
      en: `Expected \`schema\` to be a JSON Schema (draft 2020-12) without references and patterns, but at "${at}": ${issue?.message ?? 'malformed'}.`,
      zh: `\`schema\` 应为不含引用和模式的 JSON Schema（draft 2020-12），而在 "${at}" 处：${issue?.message ?? '格式有误'}。`,
    },
    { argument: 'schema' },
  )
}

/** @throws {HubError} BAD_USER_INPUT when a JSON value is larger or deeper than the hub keeps. */
export function requireSmall(argument: string, value: unknown): void {
  // Depth first: what is nested without end could not even be written down.
  const fault = isDeeper(value, deepest)
    ? { en: `nested more than ${deepest} deep`, zh: `嵌套超过 ${deepest} 层` }
    : Buffer.byteLength(JSON.stringify(value) ?? '') > largestJson
      ? { en: 'larger', zh: '更大' }
      : undefined
  if (fault === undefined) return
  throw new HubError(
    'BAD_USER_INPUT',
    {
      en: `Expected \`${argument}\` to have at most ${largestJson} bytes and ${deepest} levels, but it is ${fault.en}.`,
      zh: `\`${argument}\` 至多 ${largestJson} 字节、${deepest} 层，而收到的${fault.zh}。`,
    },
    { argument },
  )
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((member) => isDeeper(member, levels - 1))
}

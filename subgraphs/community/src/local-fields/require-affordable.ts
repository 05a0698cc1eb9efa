import { HubError } from '@shequ/schema/errors/hub-error'
import type { JsonSchema } from './read-json-schema.js'

/** How many steps it may take to check a value by its schema: less than a tenth of a second on a slow machine. */
const mostSteps = 1_000_000

/** How many characters of a text take as long as one step. */
const charactersAStep = 16

/**
 * Counts what checking a value by a schema can cost at most, before it is checked: many communities share one server, and a check
 * that one of them asks for must not hold up the others. Each part of a schema may be tried on each part of a value. `uniqueItems`
 * compares the items of a list with one another, so that it costs a list's length times all that is in the list.
 *
 * @throws {HubError} BAD_USER_INPUT when it can take more steps than the hub takes.
 */
export function requireAffordable(schema: JsonSchema, value: unknown): void {
  const steps = sizeOf(schema) * sizeOf(value) + countUnique(schema) * comparisons(value)
  if (steps <= mostSteps) return
  throw new HubError(
    'BAD_USER_INPUT',
    {
      en:
        `Expected \`value\` to be checked by \`schema\` in at most ${mostSteps} steps, but it can take ${steps}. ` +
        'Write fewer subschemas and enum values, fewer items, or leave out `uniqueItems`.',
      zh: `用 \`schema\` 检查 \`value\` 至多 ${mostSteps} 步，而可能需要 ${steps} 步。请减少子模式、枚举值或条目，或去掉 \`uniqueItems\`。`,
    },
    { argument: 'value' },
  )
}

/** How many parts a JSON value has, a long text counting for several. */
function sizeOf(value: unknown): number {
  if (typeof value === 'string') return 1 + value.length / charactersAStep
  return sum(members(value), sizeOf) + 1
}

/** How often `uniqueItems` may be asked for: wherever the word stands, though it may be a property's name. */
function countUnique(schema: unknown): number {
  if (typeof schema !== 'object' || schema === null) return 0
  return sum(members(schema), countUnique) + ('uniqueItems' in schema ? 1 : 0)
}

/** How many parts are compared when the items of each list in a value are compared with one another. */
function comparisons(value: unknown): number {
  return sum(members(value), comparisons) + (Array.isArray(value) ? value.length * sizeOf(value) : 0)
}

function members(value: unknown): readonly unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value) : []
}

function sum(values: readonly unknown[], count: (value: unknown) => number): number {
  return values.reduce<number>((total, value) => total + count(value), 0)
}

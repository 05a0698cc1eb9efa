import { Validator } from '@cfworker/json-schema'
import { HubError } from '@shequ/schema/errors/hub-error'
import { type JsonSchema, requireSmall } from './read-json-schema.js'
import { requireAffordable } from './require-affordable.js'

/** @throws {HubError} BAD_USER_INPUT saying where a value is not what its schema says, or that finding out takes too long. */
export function requireValid(schema: JsonSchema, value: unknown): void {
  requireSmall('value', value)
  requireAffordable(schema, value)
  const { valid, errors } = new Validator(typeof schema === 'boolean' ? schema : { ...schema }, '2020-12').validate(
    value,
  )
  if (valid) return
  // The first error is the outermost, which only says that there are others within.
  const fault = errors.at(-1)
  const at = fault?.instanceLocation.replace(/^#\/?/, '') ?? ''
  throw new HubError(
    'BAD_USER_INPUT',
    {
      en: `Expected \`value\` to be what \`schema\` says, but at "${at}": ${fault?.error ?? 'it is not'}`,
      zh: `\`value\` 应符合 \`schema\`，而在 "${at}" 处：${fault?.error ?? '不符合'}`,
    },
    { argument: 'value' },
  )
}

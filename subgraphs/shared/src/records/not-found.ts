import { HubError } from '@shequ/schema/errors/hub-error'
import type { Term } from '@shequ/schema/terms/term'

/**
 * The error of a write that names what its owner does not have, or has removed.
 *
 * @param what the name is one of: the id of a record, unless said otherwise
 */
const idOfRecord: Term = { en: 'the id of a record', zh: '记录编号' }

export function notFound(argument: string, name: string, what = idOfRecord): HubError {
  return new HubError(
    'NOT_FOUND',
    {
      en: `Expected \`${argument}\` to be ${what.en}, but there is none of "${name}".`,
      zh: `\`${argument}\` 应为${what.zh}，而没有 "${name}"。`,
    },
    {
      argument,
    },
  )
}

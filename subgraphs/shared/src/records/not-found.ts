import { HubError } from '@shequ/schema/errors/hub-error'

/**
 * The error of a write that names what its owner does not have, or has removed.
 *
 * @param what the name is one of: the id of a record, unless said otherwise
 */
export function notFound(argument: string, name: string, what = 'the id of a record'): HubError {
  return new HubError('NOT_FOUND', `Expected \`${argument}\` to be ${what}, but there is none of "${name}".`, {
    argument,
  })
}

import { HubError } from '@shequ/schema/errors/hub-error'

/** The error of a write that names a record which its owner does not have, or has removed. */
export function notFound(argument: string, id: string): HubError {
  return new HubError('NOT_FOUND', `Expected \`${argument}\` to be the id of a record, but there is none of "${id}".`, {
    argument,
  })
}

import { HubError } from '@shequ/schema/errors/hub-error'

const longest = 500

/**
 * The address of a page or picture on the web; null stays as it is.
 *
 * @throws {HubError} BAD_USER_INPUT when it is not an https address, names a user, or is too long.
 */
export function optionalWebAddress<Absent extends null | undefined>(
  argument: string,
  value: string | Absent,
): string | Absent {
  if (value === null || value === undefined) return value
  const address = URL.canParse(value) ? new URL(value) : undefined
  const isSound = address?.protocol === 'https:' && address.username === '' && address.password === ''
  if (isSound && address.href.length <= longest) return address.href
  throw new HubError(
    'BAD_USER_INPUT',
    `Expected \`${argument}\` to be an address that begins with https://, names no user, and has at most ${longest} characters.`,
    { argument },
  )
}

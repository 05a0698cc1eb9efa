import { HubError } from '@shequ/schema/errors/hub-error'

/** The most characters of an address. */
export const longestWebAddress = 500

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
  if (isSound && address.href.length <= longestWebAddress) return address.href
  throw new HubError(
    'BAD_USER_INPUT',
    {
      en: `Expected \`${argument}\` to be an address that begins with https://, names no user, and has at most ${longestWebAddress} characters.`,
      zh: `\`${argument}\` 应为以 https:// 开头、不含用户名、至多 ${longestWebAddress} 个字符的网址。`,
    },
    { argument },
  )
}

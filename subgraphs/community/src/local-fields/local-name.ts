import { HubError } from '@shequ/schema/errors/hub-error'

/** @throws {HubError} BAD_USER_INPUT unless a text can name a field of a community's own. */
export function requireLocalName(name: string): string {
  if (/^[a-z][A-Za-z0-9]{0,63}$/.test(name)) return name
  throw new HubError(
    'BAD_USER_INPUT',
    {
      en: 'Expected `name` to be a small letter, then up to 63 letters and digits, but got something else.',
      zh: '`name` 应为一个小写字母，其后至多63个字母和数字，而收到的不是。',
    },
    { argument: 'name' },
  )
}

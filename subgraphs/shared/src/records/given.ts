import { HubError } from '@shequ/schema/errors/hub-error'

/** An object without the members that are undefined. */
type Given<Members> = { [Name in keyof Members]?: Exclude<Members[Name], undefined> }

/** The members of a change that were given: what was left out stays as it is. */
export function given<Members extends object>(members: Members): Given<Members> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Given<Members>
}

/**
 * An argument of a change that can be left out, but not be taken away: undefined when it was left out.
 *
 * @throws {HubError} BAD_USER_INPUT when it is null.
 */
export function notNull<Value>(argument: string, value: Value | null | undefined): Value | undefined {
  if (value !== null) return value
  throw new HubError(
    'BAD_USER_INPUT',
    {
      en: `Expected \`${argument}\` to have a value, but got null. Leave it out to keep it.`,
      zh: `\`${argument}\` 应有值，而收到的是 null。保持不变时请不给出。`,
    },
    {
      argument,
    },
  )
}

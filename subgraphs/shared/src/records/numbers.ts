import { HubError } from '@shequ/schema/errors/hub-error'

/**
 * A number within bounds, both included.
 *
 * @throws {HubError} BAD_USER_INPUT when it is outside.
 */
export function requireRange(argument: string, value: number, least: number, most: number): number {
  if (value >= least && value <= most) return value
  throw new HubError(
    'BAD_USER_INPUT',
    {
      en: `Expected \`${argument}\` to be ${least} to ${most}, but got ${value}.`,
      zh: `\`${argument}\` 应为 ${least} 至 ${most}，而收到的是 ${value}。`,
    },
    {
      argument,
    },
  )
}

/**
 * An amount of money that is more than nothing.
 *
 * @throws {HubError} BAD_USER_INPUT when it is zero.
 */
export function requirePositiveMoney(argument: string, value: string): string {
  if (Number(value) > 0) return value
  throw new HubError(
    'BAD_USER_INPUT',
    {
      en: `Expected \`${argument}\` to be more than nothing, but got ${value}.`,
      zh: `\`${argument}\` 应大于零，而收到的是 ${value}。`,
    },
    {
      argument,
    },
  )
}

/**
 * Two days in order; days are ISO 8601 text, so that comparing text compares days.
 *
 * @throws {HubError} BAD_USER_INPUT when the later is before the earlier.
 */
export function requireDaysInOrder(
  earlierArgument: string,
  earlier: string,
  laterArgument: string,
  later: string,
): void {
  if (later >= earlier) return
  throw new HubError(
    'BAD_USER_INPUT',
    {
      en: `Expected \`${laterArgument}\` not before \`${earlierArgument}\` (${earlier}), but got ${later}.`,
      zh: `\`${laterArgument}\` 不得早于 \`${earlierArgument}\`（${earlier}），而收到的是 ${later}。`,
    },
    {
      argument: laterArgument,
    },
  )
}

import { HubError } from '@shequ/schema/errors/hub-error'

/** The most entries that one page holds. */
export const largestPage = 500

/** The arguments that every list takes. */
export interface PageArguments {
  readonly first?: number | null | undefined
  readonly after?: string | null | undefined
  readonly updatedSince?: string | null | undefined
  /** A watermark that the list gave out. */
  readonly changedSince?: string | null | undefined
}

/**
 * How many entries a page is to hold.
 *
 * @throws {HubError} BAD_USER_INPUT unless it is 1 to 500. Nothing is cut silently.
 */
export function requirePageSize(first: number | null | undefined): number {
  const size = first ?? 20
  if (size >= 1 && size <= largestPage) return size
  throw new HubError(
    'BAD_USER_INPUT',
    {
      en: `Expected \`first\` to be 1 to ${largestPage}, but got ${size}. For more, go on with \`after\`.`,
      zh: `\`first\` 应为1至 ${largestPage}，而收到的是 ${size}。要更多时，请用 \`after\` 继续。`,
    },
    {
      argument: 'first',
    },
  )
}

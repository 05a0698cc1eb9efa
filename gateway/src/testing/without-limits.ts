/** For tests of what lies behind the limits: documents of any shape, and any number of questions. */
export const withoutLimits: Readonly<Record<string, string>> = {
  MAX_DEPTH: '0',
  MAX_ALIASES: '0',
  MAX_ROOT_FIELDS: '0',
  MAX_FRAGMENTS: '0',
}

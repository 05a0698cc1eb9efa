/** For tests of what lies behind the limits: documents of any shape, and any number of questions. */
export const withoutLimits: Readonly<Record<string, string>> = {
  MAX_DEPTH: '0',
  MAX_ALIASES: '0',
  MAX_ROOT_FIELDS: '0',
  MAX_FRAGMENTS: '0',
  MAX_LIST_SIZE: '0',
  MAX_COST_ANONYMOUS: '1000000000',
}

/** For tests that ask often from one address: as many questions as they like. */
export const withoutRates: Readonly<Record<string, string>> = {
  RATE_CLIENT: '0',
  RATE_ANONYMOUS: '0',
  RATE_ANONYMOUS_WRITES: '0',
  RATE_ISSUER: '0',
  OPERATIONS_PER_CLIENT: '0',
}

/** Lets callers ask as often as they like: many tests ask from one address. */
export const withoutRates: Readonly<Record<string, string>> = {
  RATE_CLIENT: '0',
  RATE_ANONYMOUS: '0',
  OPERATIONS_PER_CLIENT: '0',
}

/** Lets callers without a token ask as much as the hub bears, too: for benches, and tests of what it does under load. */
export const unmetered: Readonly<Record<string, string>> = { ...withoutRates, MAX_COST_ANONYMOUS: '1000000' }

import { withoutRates } from '@shequ/gateway/testing/without-limits'

/** Lets callers without a token ask as much as the hub bears, too: for benches, and tests of what it does under load. */
export const unmetered: Readonly<Record<string, string>> = { ...withoutRates, MAX_COST_ANONYMOUS: '1000000' }

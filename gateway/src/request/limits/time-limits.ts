import { environmentCount } from '@shequ/process/environment-count'

/** How long a request may take to come, and an operation to be answered. */
export const timeEnvironment = {
  REQUEST_TIMEOUT_MS: environmentCount(1_000, 600_000)
    .default(20_000)
    .describe(
      'How long a request may take to come whole, its body included, in milliseconds. Then it gives REQUEST_TIMEOUT, and the connection ends.',
    ),
  OPERATION_TIMEOUT_MS: environmentCount(100, 600_000)
    .default(30_000)
    .describe(
      'How long an operation may take, waiting included, in milliseconds. What tiers did not answer by then gives TIER_TIMEOUT; one that has not begun gives BUSY.',
    ),
}

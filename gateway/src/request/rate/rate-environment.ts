import { environmentCount } from '@shequ/process/environment-count'
import ipaddr from 'ipaddr.js'
import { z } from 'zod'

/** What the environment says of how much a caller may ask in a while. */
export const rateEnvironment = {
  RATE_CLIENT: environmentCount(0, 1_000_000_000)
    .default(1_000_000)
    .describe(
      'What a caller with a token may spend in a minute, in points of cost. More gives RATE_LIMITED. 0: no limit.',
    ),
  RATE_ANONYMOUS: environmentCount(0, 1_000_000_000)
    .default(60_000)
    .describe(
      'The same for all callers without a token at one address together; of IPv6, for each /64. It should be more than MAX_COST_ANONYMOUS. 0: no limit.',
    ),
  RATE_ANONYMOUS_WRITES: environmentCount(0, 1_000_000)
    .default(20)
    .describe(
      'Writes an hour that callers without a token at one address together may make, such as requests for access; of IPv6, for each /64. More gives RATE_LIMITED. What comes to nothing is not counted. 0: no limit.',
    ),
  RATE_ISSUER: environmentCount(0, 1_000_000)
    .default(600)
    .describe(
      'Requests a minute that callers at one address together may send to the hub’s own issuer; of IPv6, for each /64. More gives RATE_LIMITED. 0: no limit.',
    ),
  RATE_REDIS_URL: z
    .url({ protocol: /^rediss?$/, error: 'expected a URL such as redis://127.0.0.1:6379' })
    .optional()
    .describe(
      'A Redis in which several gateways count together what callers spend. Default: each counts in its own memory, as also while Redis is out of reach.',
    ),
  OPERATIONS_PER_CLIENT: environmentCount(0, 10_000)
    .default(64)
    .describe(
      'Operations that one caller may have under way or waiting at once; callers without a token at one address together. More gives TOO_MANY_AT_ONCE. 0: no limit.',
    ),
  TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform((ranges) => ranges.split(',').flatMap((range) => range.trim() || []))
    .refine(
      (ranges) => ranges.every(isRange),
      'expected addresses or CIDR ranges such as `10.1.0.0/16`, divided by commas',
    )
    .describe(
      'Addresses or CIDR ranges of your own proxies, divided by commas. Of a request that comes from there, `X-Forwarded-For` tells the address of the caller. Empty: the header is ignored, since anybody can send it.',
    ),
}

function isRange(text: string): boolean {
  return text.includes('/') ? ipaddr.isValidCIDR(text) : ipaddr.isValid(text)
}

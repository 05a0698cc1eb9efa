import { nodeAddresses } from '@shequ/process/addresses/node-addresses'
import { environmentCount } from '@shequ/process/environment-count'
import { z } from 'zod'
import { consoleEnvironment } from './pages/console-environment.js'
import { isSafe } from './request/issuers/is-safe.js'
import { costEnvironment } from './request/cost/cost-limit.js'
import { aliasEnvironment } from './request/limits/alias-limit.js'
import { bodyEnvironment } from './request/limits/body-limit.js'
import { depthEnvironment } from './request/limits/depth-limit.js'
import { fragmentEnvironment } from './request/limits/fragment-limit.js'
import { rootFieldEnvironment } from './request/limits/root-field-limit.js'
import { timeEnvironment } from './request/limits/time-limits.js'
import { tokenEnvironment } from './request/limits/token-limit.js'
import { rateEnvironment } from './request/rate/rate-environment.js'

/** The gateway's part of the environment. The table of infra/README.md is held against this schema by a test. */
export const gatewayEnvironment = z.object({
  PORT: environmentCount(0, 65_535).default(4000).describe('The port the gateway listens on. 0 takes any free one.'),
  HOST: z
    .string()
    .default('127.0.0.1')
    .describe('The address it listens on. `0.0.0.0` opens it to every interface of the machine.'),
  DATA_DIR: z
    .string()
    .default('.data')
    .describe('The folder for keys and the embedded database. Another folder is another hub.'),
  CITY_URL: z
    .url()
    .optional()
    .describe(
      "The city subgraph's GraphQL address, when it runs as a service of its own. There a borough service sends its returns.",
    ),
  BOROUGH_URL: z
    .url()
    .optional()
    .describe("The borough subgraph's GraphQL address, likewise. There a community service sends its returns."),
  COMMUNITY_URL: z.url().optional().describe("The community subgraph's GraphQL address, likewise."),
  TIER_TIMEOUT_MS: environmentCount(100, 120_000)
    .default(10_000)
    .describe(
      'How long one question to a tier may take, retry included, in milliseconds. A later answer gives TIER_TIMEOUT.',
    ),
  TIER_RESPONSE_LIMIT: environmentCount(1024, 1024 ** 3)
    .default(32 * 1024 ** 2)
    .describe(
      "The largest answer the gateway reads from a tier's service, in bytes. A larger one gives TIER_UNAVAILABLE.",
    ),
  SHARE_READS: z
    .stringbool()
    .default(true)
    .describe(
      "Whether equal questions of one viewer to a tier's service that come while one is under way share its answer: `true` or `false`. Writes are never shared. The owner's access log has the question once.",
    ),
  NODE_TIMEOUT_MS: environmentCount(100, 60_000)
    .default(3_000)
    .describe(
      "How long one question to a community's own node may take, retry included, in milliseconds. Then it gives NODE_UNAVAILABLE, or NODE_REJECTED when the answer had begun.",
    ),
  NODE_RESPONSE_LIMIT: environmentCount(1024, 256 * 1024 ** 2)
    .default(4 * 1024 ** 2)
    .describe(
      "The largest answer the gateway reads from a community's own node, in bytes. A larger one gives NODE_REJECTED.",
    ),
  NODE_CONNECTIONS: environmentCount(1, 256)
    .default(8)
    .describe(
      "Requests under way to one community's own node. Eight times as many may wait; one more gives NODE_UNAVAILABLE.",
    ),
  NODE_COOLDOWN_MS: environmentCount(100, 600_000)
    .default(15_000)
    .describe(
      "The longest a community's own node that fails is left alone before it is tried again, in milliseconds. With more, a node that is back is noticed later.",
    ),
  OPERATIONS_AT_ONCE: environmentCount(1, 10_000)
    .default(64)
    .describe('Operations under way at once. 32 times as many may wait, and one more gets BUSY.'),
  WIDE_OPERATIONS_AT_ONCE: environmentCount(1, 1_000)
    .default(2)
    .describe(
      'The same for operations that may give more than 2,000 records. They wait in a queue of their own. With more at once, small questions are slower.',
    ),
  NODE_ADDRESSES: z
    .string()
    .superRefine((text, context) => {
      try {
        nodeAddresses(text)
      } catch {
        context.addIssue('expected addresses or CIDR ranges such as `10.1.0.0/16`, divided by commas')
      }
    })
    .optional()
    .describe(
      "Further addresses at which communities' own nodes may be asked, beside public https ones. Addresses or CIDR ranges, divided by commas, by http too. Default: none. `npm start`: `127.0.0.0/8,::1/128`. Each lets a node make the hub connect there.",
    ),
  MAX_RECORDS: environmentCount(1, 100_000_000)
    .default(50_000)
    .describe(
      'The most records a query may ask for: the `first` of each page multiplied, and ten for a list without one. More gives QUERY_TOO_LARGE.',
    ),
  ...bodyEnvironment,
  ...tokenEnvironment,
  ...depthEnvironment,
  ...rootFieldEnvironment,
  ...aliasEnvironment,
  ...fragmentEnvironment,
  KNOWN_OPERATIONS: z
    .string()
    .optional()
    .describe(
      'A JSON file that names the operations which clients registered, and the clients that may ask nothing else. Default: none.',
    ),
  RECENT_OPERATIONS_DAYS: environmentCount(0, 365)
    .default(30)
    .describe(
      'For how many days `hub schema check` knows of an operation that a client asked. It is kept without its values, in DATA_DIR/operations. 0 keeps none.',
    ),
  ...costEnvironment,
  ...rateEnvironment,
  ...consoleEnvironment,
  ...timeEnvironment,
  INTROSPECTION: z
    .stringbool()
    .default(true)
    .describe(
      'Whether clients may introspect the graph, as GraphiQL does: `true` or `false`. Without it, GraphiQL completes nothing.',
    ),
  CORS_ORIGINS: z
    .string()
    .default('')
    .transform((origins) => origins.split(',').flatMap((origin) => origin.trim() || []))
    .describe(
      'Origins whose browser apps may call the hub, separated by commas, or `*` for all. Empty: its own pages only.',
    ),
  ISSUER_URL: z
    .string()
    .refine(
      (address) => isSafe(address) && address.endsWith('/issuer'),
      'expected an https address that ends with /issuer, or http on this machine',
    )
    .optional()
    .describe(
      "The address of the hub's own issuer of tokens, which ends with `/issuer`. `npm start` serves one, by default at its own port. `hub gateway` takes none by default.",
    ),
  LOCAL_TOKENS: z
    .stringbool()
    .default(true)
    .describe(
      'Whether tokens of the machine’s own key are accepted, which `hub token` prints: `true` or `false`. Set it to `false` where people and tools have tokens of an issuer.',
    ),
  TOKEN_ISSUERS: z
    .string()
    .optional()
    .describe(
      "A JSON file of the OpenID Connect issuers whose tokens the gateway accepts, and of what their claims mean. Default: the hub's own alone.",
    ),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('What is logged: `fatal`, `error`, `warn`, `info`, `debug`, `trace` or `silent`.'),
})

/** The gateway's configuration, frozen. */
export type GatewayConfig = Readonly<z.infer<typeof gatewayEnvironment>>

import { gatewayEnvironment } from '@shequ/gateway/config'
import { environmentCount } from '@shequ/process/environment-count'
import { z } from 'zod'

const databaseUrl = (tier: string) =>
  z
    .url({ protocol: /^postgres(ql)?$/, error: 'expected a URL such as postgresql://user:password@host:5432/database' })
    .optional()
    .describe(`A database of your own for the ${tier} tier (PostgreSQL 15 or later). Default: the embedded one.`)

/** Where a hub keeps what lasts. */
export const dataEnvironment = z.object({
  DATA_DIR: z
    .string()
    .default('.data')
    .describe('The folder for keys and the embedded database. Another folder is another hub.'),
})

const keyFile = z
  .string()
  .optional()
  .describe(
    'The file of keys that wrap the keys of pseudonyms, made on first use with mode 0600. Default: `keys/pseudonyms.jwks.json` in DATA_DIR. Without the file, the hub does not start again.',
  )

/** The databases of the tiers. */
export const databaseEnvironment = z.object({
  ...dataEnvironment.shape,
  CITY_DATABASE_URL: databaseUrl('city'),
  BOROUGH_DATABASE_URL: databaseUrl('borough'),
  COMMUNITY_DATABASE_URL: databaseUrl('community'),
  ISSUER_DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'expected a URL such as postgresql://user:password@host:5432/database' })
    .optional()
    .describe(
      'A database of your own for the issuer of tokens (PostgreSQL 15 or later). Default: the embedded one. The service of the city tier shows organisations their clients from it, where it is set there too.',
    ),
  PSEUDONYM_KEY_FILE: keyFile,
})

const port = environmentCount(0, 65_535)

const senderKeys = (tier: string, receiver: string) =>
  z
    .url({ protocol: /^https?$/, error: 'expected an address such as http://127.0.0.1:4003/.well-known/jwks.json' })
    .optional()
    .describe(
      `The ${tier} tier’s public keys, by which the ${receiver} tier knows its returns: the address of its \`/.well-known/jwks.json\`. Default: the key in DATA_DIR.`,
    )

/** What commands beside a hub need to find it. */
export const besideHubEnvironment = z.object({ ...dataEnvironment.shape, PORT: gatewayEnvironment.shape.PORT })

/** By what commands ask the graph for an office. */
export const askingEnvironment = z.object({
  HUB_TOKEN: z
    .string()
    .optional()
    .describe(
      'A token of an office, by which commands such as `hub nodes` ask the graph. Default: they sign one with the machine’s own key, which LOCAL_TOKENS can switch off.',
    ),
})

/** A subgraph that runs as a service of its own. */
export const subgraphEnvironment = z.object({
  ...databaseEnvironment.shape,
  HOST: z
    .string()
    .default('127.0.0.1')
    .describe('The address it listens on. `0.0.0.0` opens it to every interface of the machine.'),
  PORT: port
    .optional()
    .describe(
      'The port to listen on. Default: 4001 for the city, 4002 for the borough, 4003 for the community, 4010 for a node, 4020 for the issuer.',
    ),
  GATEWAY_KEYS: z
    .string()
    .optional()
    .describe('The gateway’s public keys: the address of its `/.well-known/jwks.json`. Default: the key in DATA_DIR.'),
  CITY_URL: gatewayEnvironment.shape.CITY_URL,
  BOROUGH_URL: gatewayEnvironment.shape.BOROUGH_URL,
  NODE_ADDRESSES: gatewayEnvironment.shape.NODE_ADDRESSES,
  BOROUGH_KEYS: senderKeys('borough', 'city'),
  COMMUNITY_KEYS: senderKeys('community', 'borough'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('How much is logged.'),
})

/** The issuer of tokens as a service of its own. */
export const issuerEnvironment = z.object({
  ...dataEnvironment.shape,
  ISSUER_DATABASE_URL: databaseEnvironment.shape.ISSUER_DATABASE_URL,
  ISSUER_URL: gatewayEnvironment.shape.ISSUER_URL,
  CONSOLE_URL: gatewayEnvironment.shape.CONSOLE_URL,
  RATE_ISSUER: gatewayEnvironment.shape.RATE_ISSUER,
  RATE_REDIS_URL: gatewayEnvironment.shape.RATE_REDIS_URL,
  TRUSTED_PROXIES: gatewayEnvironment.shape.TRUSTED_PROXIES,
  HOST: subgraphEnvironment.shape.HOST,
  PORT: subgraphEnvironment.shape.PORT,
  LOG_LEVEL: subgraphEnvironment.shape.LOG_LEVEL,
})

/** Proving an access log: the databases, and the borough where it is a service of its own. */
export const logEnvironment = z.object({
  ...databaseEnvironment.shape,
  BOROUGH_URL: subgraphEnvironment.shape.BOROUGH_URL,
})

/** A community's own node. */
export const nodeEnvironment = z.object({
  ...dataEnvironment.shape,
  COMMUNITY_DATABASE_URL: databaseEnvironment.shape.COMMUNITY_DATABASE_URL,
  PSEUDONYM_KEY_FILE: keyFile,
  HOST: subgraphEnvironment.shape.HOST,
  PORT: subgraphEnvironment.shape.PORT,
  LOG_LEVEL: subgraphEnvironment.shape.LOG_LEVEL,
})

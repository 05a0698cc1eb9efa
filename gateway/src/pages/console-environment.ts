import { z } from 'zod'
import { isSafe } from '../request/issuers/is-safe.js'

const address = z.string().refine(isSafe, 'expected an https address, or http on this machine')

/** What the environment says of how people sign in to the console. */
export const consoleEnvironment = {
  CONSOLE_ISSUER: address
    .optional()
    .describe(
      "The OpenID Connect issuer by which people sign in to the console. TOKEN_ISSUERS has to name it as well. Default: the hub's own.",
    ),
  CONSOLE_CLIENT: z
    .string()
    .min(1)
    .default('console')
    .describe('The id of the console as a public client of that issuer.'),
  CONSOLE_SCOPES: z
    .string()
    .default('openid')
    .describe('The scopes that the console asks that issuer for, divided by spaces.'),
  CONSOLE_URL: address
    .optional()
    .describe(
      "The address of the console, where the hub's own issuer sends people back to who signed in. Default: `/console` beside the issuer.",
    ),
}

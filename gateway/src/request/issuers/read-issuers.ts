import { readFile } from 'node:fs/promises'
import { isDivisionCode } from '@shequ/schema/codes/division-code'
import { roles } from '@shequ/schema/viewer'
import { z } from 'zod'
import { isSafe } from './is-safe.js'

/** The algorithms of which an issuer may use some: those with a private and a public key. */
export const signatureAlgorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'EdDSA',
] as const

const text = z.string().min(1)

/** Where a value stands in a token: a claim's name, or the names on the way to it. */
const claim = z.union([text, z.array(text).min(1)])

const division = z.string().refine(isDivisionCode, 'expected a 12-digit division code such as 310101000000')

/** A value by a claim of the token, or one that holds for all of the issuer's tokens. */
const from = <Value extends z.ZodType<string>>(value: Value) =>
  z.union([z.strictObject({ claim, values: z.record(text, value).optional() }), z.strictObject({ value })], {
    error: 'expected {"claim": …} with `values` or without, or {"value": …}',
  })

const issuer = z.strictObject({
  issuer: z.string().refine(isSafe, 'expected an https address without query, or http on this machine'),
  audience: z.union([text, z.array(text).min(1)]),
  algorithms: z.array(z.enum(signatureAlgorithms)).min(1).default(['RS256', 'PS256', 'ES256', 'EdDSA']),
  types: z.array(text).min(1).default(['at+jwt']),
  clockSkewSeconds: z.number().int().min(0).max(300).default(30),
  subject: claim.default('sub'),
  role: z.union(
    [z.strictObject({ claim, values: z.record(text, z.enum(roles)) }), z.strictObject({ value: z.enum(roles) })],
    { error: `expected {"claim": …, "values": {…}} or {"value": …}, with the roles ${roles.join(', ')}` },
  ),
  division: from(division).optional(),
  within: division.optional(),
  organisation: from(text).optional(),
  scopes: z.strictObject({ claim, values: z.record(text, text).optional() }).optional(),
  console: z.strictObject({ claim, value: text }).optional(),
})

const file = z.strictObject({
  issuers: z.array(issuer).superRefine((issuers, context) => {
    const names = issuers.map(({ issuer }) => issuer)
    const twice = names.find((name, index) => names.indexOf(name) < index)
    if (twice !== undefined) context.addIssue(`expected each issuer once, but ${twice} stands twice`)
  }),
})

/** An issuer of tokens, and how its claims are read. */
export type IssuerSettings = z.infer<typeof issuer>

/** The file of issuers can't be used. The message lists every fault with its place, one a line. */
export class UnusableIssuers extends Error {
  constructor(path: string, faults: readonly string[]) {
    super(`The issuers of ${path} (TOKEN_ISSUERS) can't be used:\n${faults.map((fault) => `  ${fault}`).join('\n')}`)
    this.name = 'UnusableIssuers'
  }
}

/**
 * Reads the issuers whose tokens are accepted beside the hub's own.
 *
 * @throws {UnusableIssuers} when the file is not there, is no JSON, or says something else than issuers.
 */
export async function readIssuers(path: string): Promise<readonly IssuerSettings[]> {
  const content = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UnusableIssuers(path, [`expected a file that can be read, but got ${error.code ?? 'a failure'}`])
  })
  let value: unknown
  try {
    value = JSON.parse(content)
  } catch {
    throw new UnusableIssuers(path, ['expected JSON, but it does not parse'])
  }
  const result = file.safeParse(value)
  if (result.success) return result.data.issuers
  throw new UnusableIssuers(
    path,
    result.error.issues.map(({ path: place, message }) => `${place.join('.') || 'the file'}: ${message}`),
  )
}

/** The issuers that the configuration names; none by default. @throws {UnusableIssuers} as above. */
export async function configuredIssuers(config: { readonly TOKEN_ISSUERS?: string | undefined }) {
  return config.TOKEN_ISSUERS === undefined ? [] : await readIssuers(config.TOKEN_ISSUERS)
}

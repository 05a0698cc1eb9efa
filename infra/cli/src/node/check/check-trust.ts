import { boroughOf } from '@shequ/schema/codes/division-code'
import { anonymous } from '@shequ/schema/viewer'
import { nodeName } from '@shequ/process/keys/node-name'
import { askOwn } from './check-entities.js'
import type { Check } from './check.js'
import { type Tampering, ensure } from './probe.js'

/** Tokens that name nobody, by what is wrong with them. */
const badTokens: readonly (readonly [string, (probe: { readonly other: string }) => Tampering])[] = [
  ['no token', () => ({ token: () => undefined })],
  ['an expired token', () => ({ lifetime: -60 })],
  ['a token for another node', ({ other }) => ({ audience: nodeName(other) })],
  ['a token for the hosted server', () => ({ audience: 'community' })],
  ['a token that another key signed', () => ({ foreignKey: true })],
  ['a token whose claims were altered', () => ({ token: withOtherClaims })],
]

export const trustChecks: readonly Check[] = [
  {
    name: 'signs its answers over question, answer and nonce',
    async run(probe) {
      const { signatureFault } = await askOwn(probe)
      ensure(signatureFault === undefined, `expected a signature by a key that is registered, but ${signatureFault}`)
    },
  },
  ...badTokens.map(([what, tamperingOf]): Check => ({
    name: `refuses ${what}`,
    async run(probe) {
      const { status, errors, data } = await probe.ask('{ __typename }', {}, tamperingOf(probe))
      ensure(data === undefined, `expected ${what} to be refused, but it was answered`)
      ensure(status === 401, `expected status 401, but got ${status}`)
      ensure(
        errors[0]?.code === 'UNAUTHENTICATED',
        `expected the code UNAUTHENTICATED, but got ${errors[0]?.code ?? 'none'}`,
      )
    },
  })),
  {
    name: 'lets nobody but the community’s office write',
    async run(probe) {
      const change = 'mutation ($input: ChangeProfileInput!) { changeProfile(input: $input) { introduction } }'
      const input = { community: probe.community, introduction: 'Written by a check of conformance.' }
      const nobody = await probe.ask(change, { input })
      ensure(
        nobody.errors[0]?.code === 'UNAUTHENTICATED',
        `expected UNAUTHENTICATED without an office, but got ${nobody.errors[0]?.code ?? 'none'}`,
      )
      const viewer = {
        ...anonymous,
        subject: 'check',
        role: 'borough-office' as const,
        division: boroughOf(probe.community),
      }
      const borough = await probe.ask(change, { input }, { viewer })
      ensure(
        borough.errors[0]?.code === 'FORBIDDEN',
        `expected FORBIDDEN for the borough’s office, but got ${borough.errors[0]?.code ?? 'none'}`,
      )
    },
  },
  {
    name: 'does not write for another community',
    async run(probe) {
      const viewer = { ...anonymous, subject: 'check', role: 'community-office' as const, division: probe.other }
      const { errors } = await probe.ask(
        'mutation ($input: ChangeProfileInput!) { changeProfile(input: $input) { introduction } }',
        { input: { community: probe.other, introduction: 'Written by a check of conformance.' } },
        { viewer },
      )
      ensure(errors[0]?.code === 'MOVED', `expected MOVED, but got ${errors[0]?.code ?? 'none'}`)
    },
  },
]

/** The token with another role in it, under the signature of the true one. */
function withOtherClaims(token: string): string {
  const [header = '', claims = '', signature = ''] = token.split('.')
  const read = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) as object
  const altered = Buffer.from(JSON.stringify({ ...read, role: 'community-office' })).toString('base64url')
  return [header, altered, signature].join('.')
}

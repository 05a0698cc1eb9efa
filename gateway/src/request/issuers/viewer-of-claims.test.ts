import { expect, test } from 'vitest'
import type { IssuerSettings } from './read-issuers.js'
import { viewerOfClaims } from './viewer-of-claims.js'

const settings: IssuerSettings = {
  issuer: 'https://login.learning-bureau.example',
  audience: 'hub',
  algorithms: ['ES256'],
  types: ['at+jwt'],
  clockSkewSeconds: 30,
  subject: 'sub',
  role: { value: 'planner' },
}
const console = { claim: 'azp', value: 'hub-console' }

test.each<[Record<string, unknown>, Partial<IssuerSettings>, true | undefined]>([
  [{ azp: 'hub-console' }, { console }, true],
  [{ azp: 'another app' }, { console }, undefined],
  [{ azp: ['hub-console', 'another app'] }, { console }, undefined],
  [{}, { console }, undefined],
  [{ azp: 'hub-console', console: true, isAtConsole: true }, {}, undefined],
])('of the claims %j with %j, the console has the token: %j', (claims, own, expected) => {
  const viewer = viewerOfClaims({ sub: 'wang.min', ...claims }, { ...settings, ...own })
  expect(viewer.isAtConsole).toBe(expected)
})

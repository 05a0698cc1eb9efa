import { ownIssuerAt } from '@shequ/gateway/request/issuers/own-issuer'
import { type TestGateway, startGateway } from '@shequ/gateway/testing/start-gateway'
import { addClient } from '@shequ/issuer/clients/add-client'
import { addPerson } from '@shequ/issuer/people/people'
import * as openid from 'openid-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { beginSignIn, cookieBrowser, signIn } from '../helpers/sign-in.js'
import { type TestIssuer, startIssuer } from '../helpers/start-issuer.js'

const office = { name: 'wang.min', role: 'borough-office', division: '310101000000', organisation: null } as const
const back = 'http://127.0.0.1:3999/back'

let issuer: TestIssuer
let gateway: TestGateway
let config: openid.Configuration
let password: string
beforeAll(async () => {
  issuer = await startIssuer()
  gateway = await startGateway({ ownIssuer: ownIssuerAt(issuer.url, () => undefined) })
  const planning = { name: 'Planning <desk>', role: 'planner', redirectUris: [back] } as const
  const { id, secret } = await addClient(issuer.pool, planning)
  password = await addPerson(issuer.pool, office)
  config = await openid.discovery(new URL(issuer.url), id, secret, undefined, {
    execute: [openid.allowInsecureRequests],
  })
}, 60_000)
afterAll(async () => {
  await gateway.app.close()
  await issuer.close()
})

const browser = (end = back) => cookieBrowser(end)
const begin = () => beginSignIn(config, back)

test('a person signs in on a page, and the client asks the graph in their name', async () => {
  const { visit } = browser()
  const { address, checks } = await begin()
  const asked = await visit(address)
  expect(asked.status).toBe(200)
  expect(asked.page).toContain('Planning &#60;desk&#62;')
  for (const needed of ['<label for="name">', '<label for="password">', 'lang="zh-Hans"', '<title>'])
    expect(asked.page).toContain(needed)
  const refused = await visit(asked.at, { name: office.name, password: 'guess' })
  expect([refused.status, refused.page.includes('role="alert"')]).toEqual([401, true])
  const { at } = await visit(asked.at, { name: office.name, password })
  const tokens = await openid.authorizationCodeGrant(config, new URL(at), checks)
  expect(tokens.claims()?.sub).toBe(office.name)
  const answer = await gateway.ask('{ city(code: "1") { asks } }', { token: tokens.access_token })
  expect(answer.body.data).toEqual({ city: { asks: 'borough-office 310101000000' } })
  await expect(openid.authorizationCodeGrant(config, new URL(at), checks)).rejects.toThrow(/error|response/)
  const { rows } = await issuer.pool.query('select kind, id, payload from issued')
  expect(JSON.stringify(rows)).not.toContain(new URL(at).searchParams.get('code'))
})

test('whoever guesses too often is told how long to wait, and keeps nobody else from signing in', async () => {
  const { visit } = browser()
  const { address } = await begin()
  const { at } = await visit(address)
  const guesses = []
  for (let guess = 0; guess < 6; guess += 1) guesses.push(await visit(at, { name: 'zhou.min', password: `${guess}` }))
  expect(guesses.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 429])
  expect(guesses[5]?.page).toContain('Wait 1 s before you try again.')
  expect((await visit(at, { name: office.name, password })).at).toContain(back)
})

test('a code without its verifier, and a sign-in without PKCE, give nothing', async () => {
  const { visit } = browser()
  const { address, checks } = await begin()
  const { at: page } = await visit(address)
  const { at } = await visit(page, { name: office.name, password })
  const forged = { ...checks, pkceCodeVerifier: openid.randomPKCECodeVerifier() }
  await expect(openid.authorizationCodeGrant(config, new URL(at), forged)).rejects.toThrow(/error|response/)
  const without = new URL(address)
  without.searchParams.delete('code_challenge')
  without.searchParams.delete('code_challenge_method')
  expect((await browser().visit(without.href)).at).toContain('error=invalid_request')
})

test('a sign-in that was begun in another browser takes no password', async () => {
  const { address } = await begin()
  const { at } = await browser().visit(address)
  const other = await browser().visit(at, { name: office.name, password })
  expect(other.status).toBe(400)
  expect(other.page).toContain('请重新开始')
})

test('a client may send people nowhere else', async () => {
  const { address } = await begin()
  const elsewhere = new URL(address)
  elsewhere.searchParams.set('redirect_uri', 'https://elsewhere.example/')
  const { at, status, page } = await browser().visit(elsewhere.href)
  expect([new URL(at).origin, status]).toEqual([new URL(issuer.url).origin, 400])
  expect(page).toContain('invalid_redirect_uri')
})

test('the console gets a token without a secret, and later ones until somebody uses an old refresh token', async () => {
  const address = `${new URL(issuer.url).origin}/console/sign-in/back`
  const execute = [openid.allowInsecureRequests]
  const pages = await openid.discovery(new URL(issuer.url), 'console', undefined, openid.None(), { execute })
  const first = await signIn(pages, address, { name: office.name, password })
  const second = await openid.refreshTokenGrant(pages, first.refresh_token ?? '')
  expect(second.access_token).not.toBe(first.access_token)
  const answer = await gateway.ask('{ city(code: "1") { asks } }', { token: second.access_token })
  expect(answer.body.data).toEqual({ city: { asks: 'borough-office 310101000000' } })
  const again = (token: string | undefined) => openid.refreshTokenGrant(pages, token ?? '')
  await expect(again(first.refresh_token)).rejects.toThrow(/error/)
  // A refresh token that comes twice was stolen: none of that sign-in is good any more.
  await expect(again(second.refresh_token)).rejects.toThrow(/error/)
})

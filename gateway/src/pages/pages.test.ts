import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { composeSupergraph } from '@shequ/schema/compose/compose-supergraph'
import { readSubgraphs } from '@shequ/schema/compose/read-subgraphs'
import { buildSchema, parse, validate } from 'graphql'
import { type TestGateway, startGateway } from '../testing/start-gateway.js'

const examplesFolder = fileURLToPath(new URL('../../explore/examples/', import.meta.url))
const unasked = async () => ({ data: null })

let gateway: TestGateway
beforeAll(async () => {
  gateway = await startGateway({
    supergraphSdl: composeSupergraph(readSubgraphs()).supergraphSdl,
    sources: () => ({ ask: unasked, ready: async () => ({ ready: true }), close: async () => undefined }),
  })
})
afterAll(() => gateway.app.close())

/** Reads whole responses, since an unread one keeps its connection. */
async function get(path: string, headers: Record<string, string> = {}): Promise<Response> {
  const response = await fetch(`${gateway.url}${path}`, { headers })
  return new Response(await response.arrayBuffer(), response)
}

describe('the page about the hub', () => {
  test('says what the data is, and links nothing that is not served', async () => {
    const page = await (await get('/about')).text()
    expect(page).toContain('from a fixed seed')
    expect(page).toContain('the hub can’t tell now')
    expect(page).toContain('市级服务器无响应')
    expect(page).not.toContain('{{')
    const links = [...page.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, link]) => link ?? '')
    expect(links.length).toBeGreaterThan(8)
    // Exports ask the tiers, which do not answer here: tests/edge follows their links.
    const pages = links.filter((link) => !/^(\/measures\.|#)/.test(link))
    for (const link of new Set(pages)) expect([link, (await get(link)).status]).toEqual([link, 200])
  })

  test('speaks of figures and owners first, and to developers last', async () => {
    const page = await (await get('/about')).text()
    const places = [
      'id="zh"',
      '这些数是什么',
      '有问题问谁',
      'id="en"',
      'What the figures are',
      'Whom to ask',
      'For developers',
    ]
    const found = places.map((place) => page.indexOf(place))
    expect(found).toEqual([...found].sort((one, other) => one - other))
    expect(found[0]).toBeGreaterThan(0)
    const forReaders = page.slice(0, found.at(-1))
    expect(forReaders).not.toMatch(/GraphQL|<code>|token|PENDING/)
  })

  test('gives commands with the address it was reached at', async () => {
    expect(await (await get('/about')).text()).toContain(`curl ${gateway.url}/graphql`)
  })

  test('loads nothing from elsewhere', async () => {
    const response = await get('/about')
    expect(response.headers.get('content-security-policy')).toMatch(/default-src 'none'/)
    expect(await response.text()).not.toMatch(/(?:href|src)="(?:https?:)?\/\//)
  })
})

describe('the console', () => {
  test('is what the hub opens with', async () => {
    const response = await fetch(`${gateway.url}/`, { redirect: 'manual' })
    await response.arrayBuffer()
    expect([response.status, response.headers.get('location')]).toEqual([302, '/console'])
  })

  test('stands at each of its addresses, with all its files from the hub', async () => {
    for (const path of ['/console', '/console/', '/console/a/part?city=310000000000']) {
      const response = await get(path)
      expect(response.headers.get('content-security-policy')).toMatch(/script-src 'self'.*style-src 'self';/)
      expect(response.headers.get('cache-control')).toBe('no-cache')
      const page = await response.text()
      const files = [...page.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, link]) => link ?? '')
      expect(files.some((file) => file.endsWith('.js'))).toBe(true)
      for (const file of files) expect([file, (await get(file)).status]).toEqual([file, 200])
    }
  })

  test('gives out no file beside its own', async () => {
    for (const path of ['/console/assets/../../package.json', '/console/assets/%2e%2e/.vite/manifest.json']) {
      const response = await get(path)
      expect(await response.text()).not.toMatch(/"(dependencies|isEntry)"/)
    }
    expect((await get('/console/assets/none.js')).status).toBe(404)
  })
})

describe('the explorer', () => {
  test('comes with all its files from the hub', async () => {
    for (const path of ['/explore', '/explore/']) {
      const response = await get(path)
      expect(response.headers.get('content-security-policy')).toMatch(/script-src 'self'/)
      const page = await response.text()
      const files = [...page.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, link]) => link ?? '')
      expect(files.some((file) => file.endsWith('.js'))).toBe(true)
      for (const file of files) expect([file, (await get(file)).status]).toEqual([file, 200])
    }
  })

  test('gives out no file beside its own', async () => {
    for (const path of ['/explore/../package.json', '/explore/%2e%2e/%2e%2e/package.json', '/explore/none.js']) {
      expect((await get(path)).status).toBeGreaterThanOrEqual(400)
    }
  })

  test.each(readdirSync(examplesFolder))('has an example that fits the graph: %s', async (file) => {
    const schema = buildSchema(await (await get('/schema.graphql')).text())
    expect(validate(schema, parse(readFileSync(examplesFolder + file, 'utf8')))).toEqual([])
  })
})

test('the schema is served with its descriptions and without the federation', async () => {
  const sdl = await (await get('/schema.graphql')).text()
  expect(sdl).toContain('One community by its code; null when it is not on this hub.')
  expect(sdl).not.toMatch(/join__|_entities|@key/)
})

test('the public keys hold no private part', async () => {
  const { keys } = (await (await get('/.well-known/jwks.json')).json()) as { keys: Record<string, string>[] }
  expect(keys).toEqual([
    { kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig', x: expect.any(String), kid: expect.any(String) },
  ])
})

test('any other path is told where to look', async () => {
  const response = await get('/nowhere')
  expect(response.status).toBe(404)
  expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] })
})

describe('another origin', () => {
  test('may not read unless it is configured', async () => {
    const response = await get('/health/live', { origin: 'https://app.example' })
    expect(response.headers.get('access-control-allow-origin')).toBeNull()
  })

  test('that is configured may ask, and none beside it', async () => {
    const open = await startGateway({ environment: { CORS_ORIGINS: 'https://app.example, https://other.example' } })
    try {
      const preflight = (origin: string) =>
        fetch(`${open.url}/graphql`, {
          method: 'OPTIONS',
          headers: {
            origin,
            'access-control-request-method': 'POST',
            'access-control-request-headers': 'authorization,content-type',
          },
        })
      const allowed = await preflight('https://app.example')
      expect(allowed.headers.get('access-control-allow-origin')).toBe('https://app.example')
      expect(allowed.headers.get('access-control-allow-headers')).toContain('authorization')
      expect((await preflight('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull()
    } finally {
      await open.app.close()
    }
  })
})

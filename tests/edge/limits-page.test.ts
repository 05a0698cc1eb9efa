import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { gatewayEnvironment } from '@shequ/gateway/config'
import { errorTable } from '@shequ/schema/errors/error-table'
import type { z } from 'zod'
import { type TestHub, startHub } from '../helpers/start-hub.js'

const page = await readFile(join(import.meta.dirname, '../../gateway/README.md'), 'utf8')
const [, section = ''] = /## How much you may ask\n(.*?)\n## /s.exec(page) ?? []

let hub: TestHub
beforeAll(async () => {
  hub = await startHub({ RATE_ANONYMOUS: '60000' })
}, 120_000)
afterAll(() => hub.close())

test('the page tells what a dry run gives, and what headers say', async () => {
  const [, request = ''] = /`(\{"query":.*?"dry-run"\}\})`/s.exec(section) ?? []
  const [, answer = ''] = /```json\n(.*?)```/s.exec(section) ?? []
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(`${hub.url}/graphql`, { method: 'POST', headers, body: request })
  expect(await response.json()).toEqual(JSON.parse(answer))
  expect(section).toContain(`RateLimit-Policy: ${response.headers.get('ratelimit-policy')}`)
  expect(response.headers.get('ratelimit')).toMatch(/^"anonymous";r=59999;t=\d+$/)
})

test('the table of limits has the defaults of the environment, and codes of the table of errors', () => {
  const rows = [...section.matchAll(/^\| (?!limit|-)(.*?) \|$/gm)].map(([, cells = '']) =>
    cells.split('|').map((cell) => cell.trim()),
  )
  expect(rows).toHaveLength(14)
  const shape = gatewayEnvironment.shape as Readonly<Record<string, z.ZodType>>
  const told = rows.map(([limit, anonymous, client, code, variables]) => {
    const [first = '', second = first] = [...(variables ?? '').matchAll(/`(\w+)`/g)].map(([, name]) => name ?? '')
    const byDefault = (name: string) => String(shape[name]?.parse(undefined))
    const ofClients = first === second && client === 'the same' ? client : byDefault(second)
    expect([limit, anonymous, client]).toEqual([limit, byDefault(first), ofClients])
    return (code ?? '').replaceAll('`', '')
  })
  expect(told.filter((code) => !Object.hasOwn(errorTable, code))).toEqual([])
})

import { check, resolveConfig } from 'prettier'
import { expect, test } from 'vitest'
import { sentencesOf } from '../../helpers/sentences.js'
import type { Row, Table } from '../table/tabulate.js'
import { formatPeers } from './format-peers.js'
import type { PeersReport } from './peers-report.js'

const row: Row = {
  name: 'stock gateway',
  ratio: { median: 1, least: 1, most: 1 },
  rate: 40,
  p50: 24.94,
  p99: 61.2,
  cpu: 31.25,
  statements: 9,
  calls: 16,
  entities: 1_081,
  bytes: 85_000,
  memory: 220 * 1024 ** 2,
}
const hub: Row = {
  ...row,
  name: 'hub, subgraphs in process',
  ratio: { median: 5.678, least: 5.1, most: 12 },
  cpu: Number.NaN,
  memory: Number.NaN,
}
const table = (concurrency: number): Table => ({ concurrency, rounds: 5, rows: [row, hub] })
const report: PeersReport = {
  date: '2026-12-01T10:00:00.000Z',
  machine: { cores: 2, processor: 'A processor', Node: '20.20.2' },
  minutes: 9.87,
  packages: { '@apollo/gateway': '2.14.4', grafbase: '0.80.4' },
  data: { communities: 6_000, programmes: 90_000 },
  shapes: [
    { shape: 'tree', tables: [table(1)] },
    { shape: 'shop', tables: [table(1), table(64)] },
  ],
  queries: [table(8)],
  closed: {
    communities: 6_000,
    counting: 12_000,
    periods: [
      { period: '2025-01', releasing: 18_000 },
      { period: '2025-Q1', releasing: 24_040 },
    ],
  },
}
const page = formatPeers(report)

test('the page says when and where it was made, of what, and what its columns are', () => {
  expect(page).toContain('- When: 2026-12-01, in 9.9 minutes.')
  expect(page).toContain('- Where: cores 2, processor A processor, Node 20.20.2.')
  expect(page).toContain('- Packages: @apollo/gateway 2.14.4, grafbase 0.80.4.')
  expect(page).toContain('- Databases: communities 6000, programmes 90000.')
})

test('the page has a section for each shape, for the three hops and for closing', () => {
  expect(page.match(/^## .*$/gm)).toEqual(['## Tree', '## Shop', '## Three hops', '## Planners: closing'])
  expect(page.match(/^\d+ connections?, 5 rounds:$/gm)).toHaveLength(4)
})

test('a row has throughput against the stock gateway, times, what it takes and what it asks', () => {
  const [, , stock = '', other = ''] = page.slice(page.indexOf('## Shop')).match(/^\|.*$/gm) ?? []
  const cells = (line: string) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim())
  expect(cells(stock)).toEqual(['stock gateway', '1.00', '1.00–1.00', '24.9', '61.2', '31.3', '220', '16', '1081'])
  // Where the system does not tell what others use, nothing is told.
  expect(cells(other).slice(0, 7)).toEqual([hub.name, '5.68', '5.10–12.00', '24.9', '61.2', '', ''])
})

test('closing is told for each period and for all of them, and for each community', () => {
  expect(page).toMatch(/^\| counting \| +12\.0 \| +2\.00 \|$/m)
  expect(page).toMatch(/^\| 2025-Q1 +\| +24\.0 \| +4\.01 \|$/m)
  expect(page).toMatch(/^\| all +\| +54\.0 \| +9\.01 \|$/m)
})

test('what was not wanted is left out', () => {
  const { date, machine, minutes, packages, shapes } = report
  const short = formatPeers({ date, machine, minutes, packages, shapes })
  expect(short.match(/^## .*$/gm)).toEqual(['## Tree', '## Shop'])
  expect(short).not.toContain('Databases')
})

test('the page is laid out as the formatter does it, in sentences as short as those of other pages', async () => {
  const config = await resolveConfig(import.meta.filename)
  expect(await check(page, { ...config, parser: 'markdown' })).toBe(true)
  expect(sentencesOf(page).filter((sentence) => sentence.split(/\s+/).length > 40)).toEqual([])
})

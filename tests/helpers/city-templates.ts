import { migrationsOf } from '@shequ/cli/run/open-databases'
import { loadCity } from '@shequ/cli/run/load-city'
import { connectTestServer } from '@shequ/postgres/testing/connect-test-server'
import { createTestDatabase, type TestDatabase } from '@shequ/postgres/testing/create-test-database'
import { ensureTemplate, type TestTemplate } from '@shequ/postgres/testing/test-template'
import { withClient } from '@shequ/postgres/with-client'
import type { Tier } from '@shequ/schema/tiers'

/** The databases of a whole city, one a tier, of one test file's own. */
export type CityDatabases = Readonly<Record<Tier, TestDatabase>>

const seed = 'shanghai'

/**
 * Creates the databases of Shanghai: all 6,509 communities, and generated activity in some 40 of them. The city is
 * loaded once a test run; each test file gets copies in a few tenths of a second.
 */
export async function createCityDatabases(): Promise<CityDatabases> {
  const server = await connectTestServer()
  await withClient(server.adminUrl, (admin) => ensureTemplate(admin, server, templates.city))
  const [city, borough, community] = await Promise.all([
    createTestDatabase(templates.city),
    createTestDatabase(templates.borough),
    createTestDatabase(templates.community),
  ])
  return { city, borough, community }
}

/**
 * The templates are loaded together: the city's seed makes the borough's, whose seed makes the community's, whose seed
 * has all three open and fills them.
 */
const templates: Readonly<Record<Tier, TestTemplate>> = {
  city: templateOf('city', (city) =>
    withNext('borough', (borough) => withNext('community', (community) => fill({ city, borough, community }))),
  ),
  borough: templateOf('borough', notFilledAlone),
  community: templateOf('community', notFilledAlone),
}

function templateOf(tier: Tier, load: (ownerUrl: string) => Promise<void>): TestTemplate {
  return { tier, migrations: migrationsOf(tier), seed: { name: seed, load: ({ ownerUrl }) => load(ownerUrl) } }
}

async function withNext(tier: Tier, load: (ownerUrl: string) => Promise<void>): Promise<void> {
  const server = await connectTestServer()
  await withClient(server.adminUrl, (admin) => ensureTemplate(admin, server, templateOf(tier, load)))
}

function fill(urls: Readonly<Record<Tier, string>>): Promise<void> {
  return loadCity(urls, { city: '310000000000', activity: 'tiny' })
}

function notFilledAlone(): Promise<void> {
  throw new Error('Expected the templates to be made together, the city first.')
}

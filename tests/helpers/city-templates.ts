import { loadCity } from '@shequ/cli/run/load-city'
import { migrationsOf } from '@shequ/cli/run/open-databases'
import { connectTestServer } from '@shequ/postgres/testing/connect-test-server'
import { createTestDatabase, type TestDatabase } from '@shequ/postgres/testing/create-test-database'
import { ensureTemplate, type TestTemplate } from '@shequ/postgres/testing/test-template'
import { withClient } from '@shequ/postgres/with-client'
import type { Tier } from '@shequ/schema/tiers'
import { loadReturnedCity } from './load-returned-city.js'
import { loadSmallCity } from './load-small-city.js'

/** The databases of a whole city, one a tier, of one test file's own. */
export type CityDatabases = Readonly<Record<Tier, TestDatabase>>

/** The addresses of a city's databases, one a tier, under the tiers' own roles or under those of their owners. */
export function urlsOf(
  { city, borough, community }: CityDatabases,
  address: 'url' | 'ownerUrl',
): Readonly<Record<Tier, string>> {
  return { city: city[address], borough: borough[address], community: community[address] }
}

/**
 * Creates the databases of Shanghai as `npm start` loads them, but with activity in the first four communities of each
 * borough only: what these answer here they answer there. The city is
 * loaded once a test run; each test file gets copies in a few tenths of a second.
 */
export function createCityDatabases(): Promise<CityDatabases> {
  return copiesOf(shanghai)
}

/**
 * Creates the databases of Shanghai as `npm start -- --activity tiny` has them when months and quarters are closed and their
 * returns have reached the city, as far as `loadReturnedCity` says. Loaded once a test run, as above.
 */
export function createReturnedCityDatabases(): Promise<CityDatabases> {
  return copiesOf(returned)
}

/**
 * Creates the databases of Shanghai as `npm start -- --activity tiny --day 2026-09-10` has them: with programmes that go on, and
 * others that are announced.
 */
export function createCityDatabasesOfADay(): Promise<CityDatabases> {
  return copiesOf(ofADay)
}

/** The day of those databases. */
export const dayOfActivity = '2026-09-10'

type Templates = Readonly<Record<Tier, TestTemplate>>

async function copiesOf(templates: Templates): Promise<CityDatabases> {
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
 * The templates of a city are loaded together: the city's seed makes the borough's, whose seed makes the community's, whose seed
 * has all three open and fills them.
 *
 * @param fill loads the databases, given by their owners' addresses
 */
function templatesOf(name: string, fill: (urls: Readonly<Record<Tier, string>>) => Promise<void>): Templates {
  const templateOf = (tier: Tier, load: (ownerUrl: string) => Promise<void>): TestTemplate => ({
    tier,
    migrations: migrationsOf(tier),
    seed: { name, load: ({ ownerUrl }) => load(ownerUrl) },
  })
  const withNext = async (tier: Tier, load: (ownerUrl: string) => Promise<void>) => {
    const server = await connectTestServer()
    await withClient(server.adminUrl, (admin) => ensureTemplate(admin, server, templateOf(tier, load)))
  }
  return {
    city: templateOf('city', (city) =>
      withNext('borough', (borough) => withNext('community', (community) => fill({ city, borough, community }))),
    ),
    borough: templateOf('borough', notFilledAlone),
    community: templateOf('community', notFilledAlone),
  }
}

const shanghai = templatesOf('shanghai', fill)
const returned = templatesOf('shanghai-returned', loadReturnedCity)
const ofADay = templatesOf('shanghai-of-a-day', (urls) =>
  loadCity(urls, { city: '310000000000', activity: 'tiny', day: dayOfActivity }),
)

/** How many communities of each borough, in the order of their codes, have activity. */
const activeOfEachBorough = 4

function fill(urls: Readonly<Record<Tier, string>>): Promise<void> {
  return loadSmallCity(urls, ({ boroughs, communities }) => {
    const active = boroughs.flatMap((borough) =>
      communities.filter(({ boroughCode }) => boroughCode === borough.code).slice(0, activeOfEachBorough),
    )
    return new Set(active.map(({ code }) => code))
  })
}

function notFilledAlone(): Promise<void> {
  throw new Error('Expected the templates to be made together, the city first.')
}

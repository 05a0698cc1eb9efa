import { fileURLToPath } from 'node:url'
import { loopbackRanges, nodeAddresses } from '@shequ/process/addresses/node-addresses'
import type { TrustedSender } from '@shequ/subgraph/returns/signed-message'
import { openTestSubgraph, sqlSeed, type TestSubgraph } from '@shequ/subgraph/testing/open-test-subgraph'
import { type Database, openDatabase } from '../database/open-database.js'
import { buildBoroughSubgraph } from '../subgraph.js'

/**
 * The register of a city of 16 boroughs, each of 4 streets; the communities of each borough are spread over its
 * streets. Beside it a city without districts, whose only borough has the city's own code.
 */
export function registerOfCity(communitiesPerBorough: number): string {
  return `
    insert into borough (code, city_code, name, residents)
      select 310100000000 + n * 1000000, '310000000000', 'District ' || lpad(n::text, 2, '0'), n * 100000 from generate_series(1, 16) n;
    insert into street (code, borough_code, name)
      select code::bigint + s * 1000, code, name || ' street ' || s from borough, generate_series(1, 4) s;
    insert into community (code, street_code, borough_code, city_code, name, kind, residents)
      select borough.code::bigint + (1 + n % 4) * 1000 + 1 + n / 4, (borough.code::bigint + (1 + n % 4) * 1000)::text, borough.code, city_code,
        borough.name || ' community ' || n, (case n % 5 when 0 then 'VILLAGE' else 'RESIDENTS' end)::community_kind, 3000 + n
      from borough, generate_series(0, ${communitiesPerBorough - 1}) n;
    insert into borough (code, city_code, name) values ('441900000000', '441900000000', 'Dongguan');
    insert into street (code, borough_code, name) values ('441900003000', '441900000000', 'Dongcheng');
    insert into community (code, street_code, borough_code, city_code, name, kind)
      values ('441900003001', '441900003000', '441900000000', '441900000000', 'Guangming', 'RESIDENTS');
    analyze;`
}

/** Opens the borough tier's subgraph on a database with such a register, and with more rows where they are given. */
export function openBoroughSubgraph(
  communitiesPerBorough: number,
  more: { readonly name: string; readonly sql: string; readonly senders?: readonly TrustedSender[] } = {
    name: '',
    sql: '',
  },
): Promise<TestSubgraph<Database>> {
  return openTestSubgraph({
    tier: 'borough',
    migrations: fileURLToPath(new URL('../../prisma/migrations', import.meta.url)),
    seed: sqlSeed(
      `register-${communitiesPerBorough}-${more.name}`,
      `${registerOfCity(communitiesPerBorough)}${more.sql}`,
    ),
    openDatabase,
    buildSubgraph: (options) =>
      buildBoroughSubgraph({ ...options, senders: more.senders ?? [], addresses: nodeAddresses(loopbackRanges) }),
  })
}

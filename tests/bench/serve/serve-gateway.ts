import { runGateway } from '@shequ/gateway/main'
import { loopbackRanges } from '@shequ/process/addresses/node-addresses'
import type { Tier } from '@shequ/schema/tiers'
import { unmetered } from '../../helpers/unmetered.js'
import type { Served } from './service.js'

/** The hub's gateway as `hub gateway` serves it, over subgraphs that are services of their own. */
export async function serveGateway(dataDir: string, subgraphs: Readonly<Record<Tier, string>>): Promise<Served> {
  const { url, close } = await runGateway(
    { port: 0 },
    {
      DATA_DIR: dataDir,
      LOG_LEVEL: 'error',
      NODE_ADDRESSES: loopbackRanges,
      CITY_URL: subgraphs.city,
      BOROUGH_URL: subgraphs.borough,
      COMMUNITY_URL: subgraphs.community,
      ...unmetered,
    },
  )
  return { url: `${url}/graphql`, pools: [], calls: () => 0, close }
}

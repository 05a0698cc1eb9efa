import { expect, test } from 'vitest'
import { ApolloGateway } from '@apollo/gateway'
import { readSupergraph } from '@shequ/schema/compose/supergraph-file'

process.env['APOLLO_TELEMETRY_DISABLED'] = 'true'

test("the stock gateway loads the hub's supergraph, with the prices of its fields", async () => {
  const supergraphSdl = readSupergraph()
  expect(supergraphSdl).toMatch(/@listSize\(.*@cost\(|@cost\(.*@listSize\(/)
  const gateway = new ApolloGateway({ supergraphSdl })
  try {
    const { schema } = await gateway.load()
    expect(schema.getQueryType()?.getFields()).toHaveProperty('communities')
  } finally {
    await gateway.stop()
  }
})

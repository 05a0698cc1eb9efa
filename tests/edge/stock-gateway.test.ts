import { parse, print } from 'graphql'
import { expect, test } from 'vitest'
import { ApolloGateway } from '@apollo/gateway'
import { takeOutRules } from '@shequ/gateway/plan/access/take-out-rules'
import { readSupergraph } from '@shequ/schema/compose/committed-supergraph'

process.env['APOLLO_TELEMETRY_DISABLED'] = 'true'

test("the stock gateway loads the hub's supergraph with the prices of its fields, once the rules that it does not know are taken out", async () => {
  const supergraphSdl = print(takeOutRules(parse(readSupergraph())).planned)
  expect(supergraphSdl).toMatch(/@listSize\(.*@cost\(|@cost\(.*@listSize\(/)
  const gateway = new ApolloGateway({ supergraphSdl })
  try {
    const { schema } = await gateway.load()
    expect(schema.getQueryType()?.getFields()).toHaveProperty('communities')
  } finally {
    await gateway.stop()
  }
})

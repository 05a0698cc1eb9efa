// One schema over the whole data of a graph, by Apollo Server: what answering costs where nothing is federated.
import { readFileSync } from 'node:fs'
import { deserialize } from 'node:v8'
import { ApolloServer } from '@apollo/server'
import { startStandaloneServer } from '@apollo/server/standalone'

const server = new ApolloServer({
  typeDefs: readFileSync('api.graphql', 'utf8'),
  rootValue: deserialize(readFileSync('data.bin')),
})
await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: Number(process.argv[2]) } })

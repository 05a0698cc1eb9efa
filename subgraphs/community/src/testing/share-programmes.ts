import { expect } from 'vitest'
import type { SharingLevel } from '@shequ/schema/returns/measure-return'
import { lane } from './fixtures.js'
import { type TestSubgraph, viewerOf } from './open-community-subgraph.js'

/** Has the office of `lane` set how far it shares its programmes. */
export async function shareProgrammes(subgraph: TestSubgraph, level: SharingLevel): Promise<void> {
  const { errors } = await subgraph.ask(
    'mutation ($input: SetSharingInput!) { setSharing(input: $input) { sharing { level } } }',
    { input: { community: lane, dataset: 'PROGRAMMES', level } },
    viewerOf(lane),
  )
  expect(errors).toBeUndefined()
}

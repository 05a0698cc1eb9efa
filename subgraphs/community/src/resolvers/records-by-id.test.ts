import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anonymous } from '@shequ/schema/viewer'
import { type RecordKind, creditCode, harbour, hermitage, lane, garden, recordId } from '../testing/fixtures.js'
import { type TestSubgraph, openCommunitySubgraph, viewerOf } from '../testing/open-community-subgraph.js'

let subgraph: TestSubgraph
beforeAll(async () => {
  subgraph = await openCommunitySubgraph()
})
afterAll(() => subgraph.close())

const unknown = (community: string) => `${community}:99999999-0000-4000-8000-000000000000`
const codesOf = ({ errors = [] }: Awaited<ReturnType<TestSubgraph['ask']>>) =>
  errors.map(({ path, extensions }) => [path, extensions['code']])
const operator = { ...viewerOf(lane, 'ngo'), organisation: creditCode }

describe.each([
  ['programme', 'title', 'programme', 'Calligraphy'],
  ['session', 'ordinal', 'session', 1],
  ['educationCentre', 'name', 'centre', 'Study hall'],
] as const)('%s', (field, selection, kind, value) => {
  const ask = (id: string, viewer = anonymous) =>
    subgraph.ask(`query ($id: ID!) { ${field}(id: $id) { id ${selection} } }`, { id }, viewer)

  test('is found by its id', async () => {
    const id = recordId(kind, 1)
    expect(await ask(id)).toEqual({ data: { [field]: { id, [selection]: value } } })
  })

  test.each(['', 'x', `${lane}:1`, recordId(kind, 99), unknown(lane), unknown('310101002099')])(
    'is null where the id %j is that of none',
    async (id) => {
      expect(await ask(id)).toEqual({ data: { [field]: null } })
    },
  )

  test('is refused alike where it may not be read, there or not', async () => {
    const [there, absent] = [await ask(recordId(kind, 1, hermitage)), await ask(unknown(hermitage))]
    expect(there).toEqual(absent)
    expect(codesOf(there)).toEqual([[[field], 'FORBIDDEN']])
  })
})

test('an operator can not tell another centre of a community from none', async () => {
  const ask = (id: string) => subgraph.ask('query ($id: ID!) { programme(id: $id) { title } }', { id }, operator)
  const own = await ask(recordId('programme', 1, harbour))
  expect(own.data).toEqual({ programme: { title: 'Calligraphy' } })
  const [other, absent] = [await ask(recordId('programme', 2, harbour)), await ask(unknown(harbour))]
  expect(other).toEqual(absent)
  expect(codesOf(other)).toEqual([[['programme'], 'FORBIDDEN']])
})

describe('node', () => {
  const ask = (id: string, viewer = anonymous) =>
    subgraph.ask(
      `query ($id: ID!) { node(id: $id) { __typename id provenance { owner } ... on Programme { title } ... on Voice { serviceCode } } }`,
      { id },
      viewer,
    )
  const types: [RecordKind, string][] = [
    ['centre', 'EducationCentre'],
    ['consignment', 'Consignment'],
    ['programme', 'Programme'],
    ['session', 'Session'],
    ['competence', 'Competence'],
    ['proposal', 'Proposal'],
    ['voice', 'Voice'],
    ['donation', 'Donation'],
    ['entry', 'LedgerEntry'],
    ['response', 'GuidanceResponse'],
  ]

  test.each(types)('finds a %s by its id alone', async (kind, type) => {
    const id = recordId(kind, 1, garden)
    const { data, errors } = await ask(id)
    expect(errors).toBeUndefined()
    expect(data).toMatchObject({ node: { __typename: type, id, provenance: { owner: garden } } })
  })

  test('is null for whom a record is not shared with, and for an id of none', async () => {
    const secret = recordId('proposal', 1, harbour)
    expect(await ask(secret)).toEqual({ data: { node: null } })
    expect(await ask(unknown(harbour))).toEqual({ data: { node: null } })
    expect((await ask(secret, viewerOf(harbour))).data).toMatchObject({ node: { id: secret } })
  })

  test('does not give out a gift of a resident, nor a grant', async () => {
    expect(await ask(recordId('donation', 2))).toEqual({ data: { node: null } })
    expect(await ask(recordId('grant', 1), viewerOf(lane))).toEqual({ data: { node: null } })
  })

  test.each(['310101000000', '310000000000'])('refuses the id of a record of %s', async (owner) => {
    expect(codesOf(await ask(unknown(owner)))).toEqual([[['node'], 'BAD_USER_INPUT']])
  })

  test('enters what it refused into the access log of the community, like any other read', async () => {
    const app = { ...anonymous, role: 'ngo', subject: 'x', organisation: creditCode } as const
    await ask(recordId('proposal', 1, harbour), app)
    const log = await subgraph.read(
      `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Community { accessLog(first: 1) { nodes { dataset fields outcome } } } } }`,
      { of: [{ __typename: 'Community', code: harbour }] },
      viewerOf(harbour),
    )
    expect(log).toMatchObject({
      _entities: [{ accessLog: { nodes: [{ dataset: 'PROPOSALS', fields: ['Proposal'], outcome: 'REFUSED' }] } }],
    })
  })
})

test('makes as many statements for many records as for one', async () => {
  const question = (many: number) =>
    Array.from(
      { length: many },
      (_, n) => `a${n}: programme(id: "${recordId('programme', n + 1)}") { title }
      b${n}: node(id: "${recordId('session', n + 1)}") { id } c${n}: node(id: "${recordId('voice', n + 1)}") { id }`,
    )
  const count = async (many: number) => {
    const { errors } = await subgraph.ask(`{ ${question(many).join('\n')} }`)
    expect(errors).toBeUndefined()
    return subgraph.statements.count
  }
  // The type of what an id alone names; programmes, sessions and voices; how their datasets are shared.
  await count(1)
  const one = await count(1)
  expect([one, await count(2)]).toEqual([one, one])
  expect(one).toBeLessThanOrEqual(7)
})

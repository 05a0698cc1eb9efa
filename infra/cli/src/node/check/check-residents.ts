import { randomUUID } from 'node:crypto'
import type { Check } from './check.js'
import { type Probe, ensure } from './probe.js'

const question = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Community {
  programmes(first: 100, from: "2000-01-01") { nodes { places freePlaces } }
  donations(first: 100) { nodes { fundingOrganisation { creditCode } } }
  ledger { entries(first: 100) { nodes { debit credit donation { id } } } }
  voices(first: 100) { nodes { requestedDatetime provenance { updatedAt } } } } } }`

const receiptQuestion = `query ($representations: [_Any!]!, $receipt: String!) { _entities(representations: $representations) { ... on Community {
  followUp(receipt: $receipt) { enrolment { status } voice { status } } } } }`

interface Told {
  readonly programmes: Nodes<{ readonly freePlaces: number | null }>
  readonly donations: Nodes<{ readonly fundingOrganisation: object | null }>
  readonly ledger: {
    readonly entries: Nodes<{ readonly debit: string; readonly credit: string; readonly donation: object | null }>
  } | null
  readonly voices: Nodes<{ readonly requestedDatetime: string; readonly provenance: { readonly updatedAt: string } }>
}

/** A list, or null where it is not shared. */
type Nodes<Row> = { readonly nodes: readonly Row[] } | null

/** What a node is to keep from all but the office of its community. */
export const residentChecks: readonly Check[] = [
  {
    name: 'tells nobody but the community’s office what single residents did',
    async run(probe) {
      const { programmes, donations, ledger, voices } = await askAnonymously(probe)
      ensure(
        programmes?.nodes.every(({ freePlaces }) => freePlaces === null) ?? true,
        'expected `Programme.freePlaces` to be null without a token, but got a number',
      )
      ensure(
        donations?.nodes.every(({ fundingOrganisation }) => fundingOrganisation !== null) ?? true,
        'expected donations of organisations alone without a token, but got one of residents',
      )
      ensure(
        ledger?.entries?.nodes.every(tellsOfNobody) ?? true,
        'expected no booking of fees or of what residents gave without a token, but got one',
      )
      ensure(
        voices?.nodes.every(({ requestedDatetime, provenance }) =>
          [requestedDatetime, provenance.updatedAt].every(isDay),
        ) ?? true,
        'expected voices to be dated by the beginning of a day in China without a token, but got a moment',
      )
    },
  },
  {
    name: 'says nothing of a text that is no receipt',
    async run(probe) {
      const { data, errors } = await probe.ask(receiptQuestion, {
        representations: [{ __typename: 'Community', code: probe.community }],
        receipt: randomUUID(),
      })
      const [told] = (data?.['_entities'] ?? []) as readonly ({ readonly followUp: unknown } | null)[]
      ensure(
        told?.followUp === null && errors.length === 0,
        'expected `Community.followUp` to be null for a text that is no receipt, without an error, but got something else',
      )
    },
  },
]

function tellsOfNobody({
  debit,
  credit,
  donation,
}: {
  debit: string
  credit: string
  donation: object | null
}): boolean {
  const accounts = [debit, credit]
  return !accounts.includes('FEES') && (!accounts.includes('DONATIONS') || donation !== null)
}

function isDay(moment: string): boolean {
  return moment.endsWith('T16:00:00.000Z')
}

/** What the community tells to whoever has no token; lists that it does not share are null. */
async function askAnonymously(probe: Probe): Promise<Told> {
  const { data } = await probe.ask(question, { representations: [{ __typename: 'Community', code: probe.community }] })
  const [told] = (data?.['_entities'] ?? []) as readonly (Told | null)[]
  ensure(told !== null && told !== undefined, `expected the community ${probe.community}, but got none`)
  return told
}

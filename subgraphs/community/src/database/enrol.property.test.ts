import { afterAll, beforeAll, expect, test } from 'vitest'
import fc from 'fast-check'
import { type Office, officeAt } from '../testing/office.js'
import { type TestSubgraph, openCommunitySubgraph } from '../testing/open-community-subgraph.js'

let subgraph: TestSubgraph
let office: Office
beforeAll(async () => {
  subgraph = await openCommunitySubgraph()
  office = officeAt(subgraph)
})
afterAll(() => subgraph.close())

type Operation =
  | { readonly kind: 'enrol' | 'cancel'; readonly resident: string }
  | { readonly kind: 'capacity'; readonly capacity: number }
  | { readonly kind: 'cancelProgramme' }

const resident = fc.constantFrom('a', 'b', 'c', 'd')
const operation: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('enrol' as const), resident }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('cancel' as const), resident }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('capacity' as const), capacity: fc.integer({ min: 1, max: 4 }) }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'cancelProgramme' } as const) },
)

function publish(capacity: number): Promise<string> {
  const days = { startsOn: '2025-09-01', endsOn: '2025-12-31' }
  return office.make('publishProgramme', { title: 'A', description: 'B', kind: 'COURSE', ...days, capacity })
}

/** Does an operation and tells what became of it: `ok`, or the code of the error. */
async function run(programme: string, operation: Operation): Promise<string> {
  const who = 'resident' in operation ? { programme, resident: operation.resident } : { programme }
  const outcome = await {
    enrol: () => office.attempt('enrol', { ...who, learnerGroup: 'GENERAL', sixtyOrOver: false }, 'status'),
    cancel: () => office.attempt('cancelEnrolment', who, 'status'),
    capacity: () =>
      office.attempt(
        'changeProgramme',
        { programme, ...('capacity' in operation && { capacity: operation.capacity }) },
        'id',
      ),
    cancelProgramme: () => office.attempt('cancelProgramme', { programme }, 'id'),
  }[operation.kind]()
  return 'answer' in outcome ? 'ok' : outcome.code
}

/** What the schema promises of a programme's places, in a few lines. */
class Places {
  readonly taken = new Set<string>()
  readonly known = new Set<string>()
  cancelled = false
  constructor(public capacity: number) {}

  run(operation: Operation): string {
    if (operation.kind === 'cancel') {
      if (!this.known.has(operation.resident)) return 'NOT_FOUND'
      this.taken.delete(operation.resident)
      return 'ok'
    }
    if (this.cancelled) return 'CLOSED'
    if (operation.kind === 'cancelProgramme') this.cancelled = true
    if (operation.kind === 'capacity') {
      if (operation.capacity < this.taken.size) return 'CONFLICT'
      this.capacity = operation.capacity
    }
    if (operation.kind === 'enrol' && !this.taken.has(operation.resident)) {
      if (this.taken.size >= this.capacity) return 'FULL'
      this.taken.add(operation.resident)
      this.known.add(operation.resident)
    }
    return 'ok'
  }
}

async function countsOf(programme: string) {
  const [counts] = await subgraph.sql<{ enrolled: number; rows: number; capacity: number }>(
    `select enrolled, capacity, (select count(*)::int from enrolment where programme_id = programme.id and status = 'ENROLLED') as rows
     from programme where id = $1`,
    programme.slice(13),
  )
  return counts
}

test('places are counted as the schema promises, after any sequence of operations', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(operation, { minLength: 1, maxLength: 12 }), async (operations) => {
      const programme = await publish(2)
      const places = new Places(2)
      for (const operation of operations) {
        expect({ operation, outcome: await run(programme, operation) }).toEqual({
          operation,
          outcome: places.run(operation),
        })
      }
      const { size } = places.taken
      expect(await countsOf(programme)).toEqual({ enrolled: size, rows: size, capacity: places.capacity })
    }),
    { seed: 20250701, numRuns: 15 },
  )
})

test('the count is that of the rows, and never above capacity, after any operations at once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(operation, { minLength: 2, maxLength: 16 }), async (operations) => {
      const programme = await publish(2)
      const outcomes = await Promise.all(operations.map((operation) => run(programme, operation)))
      const answers = ['ok', 'FULL', 'CLOSED', 'CONFLICT', 'NOT_FOUND']
      expect(outcomes.filter((outcome) => !answers.includes(outcome))).toEqual([])
      const counts = await countsOf(programme)
      expect(counts?.enrolled).toBe(counts?.rows)
      expect(counts?.enrolled).toBeLessThanOrEqual(counts?.capacity ?? 0)
    }),
    { seed: 20250701, numRuns: 15 },
  )
})

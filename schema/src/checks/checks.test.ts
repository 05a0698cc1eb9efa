import { describe, expect, test } from 'vitest'
import { readSubgraphSdl } from '../subgraph-sdl.js'
import { tiers } from '../tiers.js'
import { connectionFaults, entityKeys, ownerlessMutations } from './conventions.js'
import { outdatedReviews, personalData } from './personal-data.js'
import { ownTypes, schemaOf } from './schema-of.js'
import { outdatedCounts, uncountedFields } from './uncounted-fields.js'
import { undatedDeprecations } from './undated-deprecations.js'
import { undescribed } from './undescribed.js'

const sdls = new Map(tiers.map((tier) => [tier, readSubgraphSdl(tier)] as const))
const schemas = new Map([...sdls].map(([tier, sdl]) => [tier, schemaOf(sdl)] as const))

describe.each(tiers)("the %s tier's schema", (tier) => {
  const schema = schemas.get(tier) ?? schemaOf('')
  const sdl = sdls.get(tier) ?? ''

  test('yields no person, no identifier of a person and no personal text', () => {
    expect(personalData(schema)).toEqual([])
  })

  test('describes everything', () => {
    const describedElsewhere = [...schemas]
      .filter(([other]) => other !== tier)
      .flatMap(([, other]) => ownTypes(other).flatMap(({ name, description }) => (description ? [name] : [])))
    expect(undescribed(schema, new Set(describedElsewhere))).toEqual([])
  })

  test('says of what will go until when it is answered', () => {
    expect(undatedDeprecations(schema)).toEqual([])
  })

  test('pages its lists as Relay does', () => {
    expect(connectionFaults(schema)).toEqual([])
  })

  test('names in every write the division that owns what is written', () => {
    expect(ownerlessMutations(schema, tier)).toEqual([])
  })

  test('keys divisions by code, organisations by credit code, all else by id', () => {
    const byCode = { City: 'code', Borough: 'code', Street: 'code', Community: 'code', Organisation: 'creditCode' }
    for (const [type, key] of entityKeys(sdl)) {
      expect([type, key]).toEqual([type, Object.hasOwn(byCode, type) ? byCode[type as keyof typeof byCode] : 'id'])
    }
    expect(entityKeys(sdl).get('Community')).toBe('code')
  })
})

test('reviews that no field needs any more are taken out', () => {
  expect(outdatedReviews([...schemas.values()])).toEqual([])
})

test('entries of fields that count are taken out with the field', () => {
  expect(outdatedCounts([...schemas.values()])).toEqual([])
})

test.each(['community', 'borough'] as const)(
  'it is said of every count and date of the %s what protects it',
  (tier) => {
    expect(uncountedFields(schemas.get(tier) ?? schemaOf(''))).toEqual([])
  },
)

describe('the check on fields that count', () => {
  const fieldsFound = (body: string) =>
    uncountedFields(schemaOf(`${body} type Query { a: Boolean } scalar Date scalar DateTime scalar Money`)).map(
      (fault) => fault.slice(0, fault.indexOf(':')),
    )

  test.each([
    ['type Programme { waiting: Int! }', ['Programme.waiting']],
    ['type EducationCentre { visitors: [Float!] }', ['EducationCentre.visitors']],
    [
      'type Programme { lastEnrolledAt: DateTime lastEnrolledOn: Date }',
      ['Programme.lastEnrolledAt', 'Programme.lastEnrolledOn'],
    ],
    ['type Community { gifts: Money }', ['Community.gifts']],
    [
      'type Programme { enrolments: PlaceConnection } type PlaceConnection { totalCount: Int! }',
      ['Programme.enrolments', 'PlaceConnection.totalCount'],
    ],
    ['interface Counted { persons: Int }', ['Counted.persons']],
  ])('finds it in %s', (body, coordinates) => {
    expect(fieldsFound(body)).toEqual(coordinates)
  })

  test('takes what stands in a list, alone or by its type, and what is no number', () => {
    expect(
      fieldsFound(
        'type Session { attended: Int } type Node { epoch: Int calls: Int } type Programme { title: String }',
      ),
    ).toEqual([])
  })
})

describe('the check on personal data', () => {
  const faultsOf = (body: string) =>
    personalData(schemaOf(`${body} type Query { a: Int } scalar ResidentReference scalar Date`))

  test.each([
    ['type Enrolment { id: ID! }', ['Enrolment.id: is named as what tells of a person']],
    ['type Programme { participantIds: [ID!]! }', [expect.stringContaining('Programme.participantIds')]],
    ['type Programme { teacherName: String }', [expect.stringContaining('tells of a person')]],
    ['type Voice { raisedBy: ResidentReference }', [expect.stringContaining('gives out a ResidentReference')]],
    ['type Voice { residentPseudonym: ID }', [expect.stringContaining('tells of a person')]],
    ['type Voice { email: String }', [expect.stringContaining('tells of a person')]],
    ['type Voice { said: String }', [expect.stringContaining('nobody has reviewed')]],
    ['type Voice { said: [[String!]] }', [expect.stringContaining('nobody has reviewed')]],
    ['interface Named { said: String }', [expect.stringContaining('nobody has reviewed')]],
    ['type Voice { subject: ID }', [expect.stringContaining("other than its record's own")]],
    ['scalar Anything type Voice { said: Anything }', [expect.stringContaining('Anything')]],
  ])('finds a fault in %s', (body, faults) => {
    expect(faultsOf(body)).toEqual(faults)
  })

  test('takes what tells of nobody', () => {
    expect(
      faultsOf('type Programme { id: ID! places: Int on: Date } input EnrolInput { resident: ResidentReference! }'),
    ).toEqual([])
  })
})

describe('the checks on form', () => {
  test('find what is not described', () => {
    const schema = schemaOf('type Query { a(b: Int): E } enum E { F } input I { g: Int }')
    expect(undescribed(schema)).toEqual(['Query.a', 'Query.a(b:)', 'E', 'E.F', 'I', 'I.g'])
  })

  test('find what is deprecated without a day', () => {
    const schema = schemaOf(`type Query {
      a: Int @deprecated  b: Int @deprecated(reason: "Use c.")  c: Int @deprecated(reason: "Until 2027-03-01: ask for d.")
      d(e: Int @deprecated(reason: "Until 2027-13-01: gone.")): F } enum F { G @deprecated H }`)
    expect(undatedDeprecations(schema)).toEqual(['Query.a', 'Query.b', 'Query.d(e:)', 'F.G'])
  })

  test('find a list that is not paged as it should be', () => {
    const schema = schemaOf('type Query { a: AConnection } type AConnection { nodes: [A] } type A { id: ID }')
    expect(connectionFaults(schema)).toHaveLength(7)
  })

  test('find a write that does not say whose it is', () => {
    const schema = schemaOf(
      'scalar DivisionCode type Query { a: Int } input I { community: DivisionCode } type Mutation { a: Int b(input: I!): Int }',
    )
    expect(ownerlessMutations(schema, 'community')).toEqual([
      'a: takes no input',
      'I: expected community: DivisionCode!',
    ])
  })
})

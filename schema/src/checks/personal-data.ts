import { type GraphQLSchema, GraphQLID, isScalarType } from 'graphql'
import { type OutputField, outputFields, ownTypes } from './schema-of.js'
import { reviewedText } from './reviewed-text.js'

/** Scalars that take a person's identifier in. They never stand where a client reads. */
const inputOnlyScalars: ReadonlySet<string> = new Set(['ResidentReference'])

/** Scalars whose values have a form of their own, in which no person can be named. */
const codedScalars: ReadonlySet<string> = new Set([
  'DivisionCode',
  'CreditCode',
  'Date',
  'DateTime',
  'Watermark',
  'Month',
  'Money',
  'TimeOfDay',
  'LanguageTag',
])

/** Scalars in whose values there may be text: each field of theirs is reviewed as text is. */
const textScalars: ReadonlySet<string> = new Set(['String', 'JSON'])

/**
 * Words of which a field's or type's name is made when it tells of a person: who they are, how to reach them, or what
 * stands for them. A name that only counts people or names a group (`residents`, `voters`) yields a number or an enum,
 * which {@link personalData} checks by type.
 */
const personalWords =
  /(^|_)(resident|person|people|participant|pseudonym|enrolments?|attendances?|attendees?|voter|votes|teacher|learner|volunteer|member|email|mail|phone|telephone|mobile|wechat|idcard|idnumber|passport|birth|birthday|birthdate|gender|sex|age|surname|givenname|firstname|lastname|fullname|contact|author|raisedby|offeredby|taughtby|castby|donor|card)(_|$)/

/** Names that hold a personal word and yet tell of nobody; each with its reason. */
const impersonal: ReadonlyMap<string, string> = new Map([
  ['City.residents', 'a number'],
  ['Borough.residents', 'a number'],
  ['Community.residents', 'a number'],
  ['MeasureRow.learnerGroup', 'a code list'],
  ['Mutation.cancelEnrolment', 'a verb; its receipt tells nothing of the resident'],
  ['Mutation.recordAttendance', 'a verb; its receipt tells how many, not who'],
  ['Mutation.takeAttendanceBack', 'a verb; its receipt tells how many, not who'],
  ['FollowUp.enrolment', 'the state of one place, for whoever has its receipt; nothing of the resident'],
  ['Query.learnerGroups', 'a code list'],
  ['EducationCentre.contact', "the centre's own line and page, set by its office"],
  ['ListedCentre.contact', "the centre's own line and page, set by its office"],
  ['ContactPoint.telephone', "a centre's"],
  ['Programme.teacher', 'a role of a code list'],
  ['ListedProgramme.teacher', 'a role of a code list'],
  ['Service.minimumAge', 'the youngest age a service is for'],
  ['Service.maximumAge', 'the oldest age a service is for'],
  ['Session.taughtByVolunteer', 'whether it is taught without pay, not by whom'],
])

/**
 * The fields of a schema that yield a person, a person's identifier or text in which one could be named, each with what
 * is wrong. Text is judged by a person once: a `String` field counts as a fault until it stands in the reviewed list.
 */
export function personalData(schema: GraphQLSchema): readonly string[] {
  return [
    ...outputFields(schema).flatMap((field) => faultOf(field) ?? []),
    ...ownTypes(schema)
      .filter(
        (type) =>
          isScalarType(type) && ![codedScalars, inputOnlyScalars, textScalars].some((known) => known.has(type.name)),
      )
      .map(({ name }) => `${name}: a scalar that is not known to be free of persons`),
  ]
}

/** Entries of the reviewed list and of the exceptions that no schema has any more. */
export function outdatedReviews(schemas: readonly GraphQLSchema[]): readonly string[] {
  const coordinates = new Set(schemas.flatMap((schema) => outputFields(schema).map(({ coordinate }) => coordinate)))
  return [...reviewedText.keys(), ...impersonal.keys()].filter((coordinate) => !coordinates.has(coordinate))
}

function faultOf({ coordinate, field, type }: OutputField): string | undefined {
  if (inputOnlyScalars.has(type.name)) return `${coordinate}: gives out a ${type.name}`
  const [owner = ''] = coordinate.split('.')
  if (!impersonal.has(coordinate) && (personalWords.test(words(field.name)) || isPerson(owner))) {
    return `${coordinate}: is named as what tells of a person`
  }
  if (textScalars.has(type.name) && !reviewedText.has(coordinate) && !isCursor(coordinate)) {
    return `${coordinate}: is text that nobody has reviewed; enter it in reviewed-text.ts with who writes it`
  }
  if (type === GraphQLID && field.name !== 'id') return `${coordinate}: is an identifier other than its record's own`
  return undefined
}

/** A page's cursors are made of the records' own keys and order. */
function isCursor(coordinate: string): boolean {
  return /^\w+Edge\.cursor$|^PageInfo\.(start|end)Cursor$/.test(coordinate)
}

function isPerson(typeName: string): boolean {
  return /^(Resident|Person|Participant|Voter|Member|Volunteer|Enrolment|Attendance)$/.test(typeName)
}

/** `taughtByVolunteer` → `taught_by_volunteer`. */
function words(name: string): string {
  return name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '_').toLowerCase()
}

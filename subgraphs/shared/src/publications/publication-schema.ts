import { isCreditCode } from '@shequ/schema/codes/credit-code'
import { isDivisionCode } from '@shequ/schema/codes/division-code'
import { mayTell, placeStates } from '@shequ/schema/publications/places'
import { learnerGroups, programmeKinds } from '@shequ/schema/measures/breakdowns'
import { sharingLevels } from '@shequ/schema/returns/measure-return'
import { scalarForms } from '@shequ/schema/scalars/scalar-forms'
import { z } from 'zod'
import { mostLanguages, teacherRoles } from '../records/teaching.js'
import { longestWebAddress } from '../records/web-address.js'
import { mostOpenings, weekdays } from '../records/whereabouts.js'
import { longText, shortText } from '../records/text.js'

const text = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest * 2)
const people = z.int().min(0).max(100_000)

/** What every publication says of itself; its version counts its changes. */
const named = {
  community: z.string().refine(isDivisionCode, { error: 'expected a 12-digit division code' }),
  id: z.guid(),
  version: z.int().min(1),
}

const webAddress = z.string().max(longestWebAddress).startsWith('https://')

const isForm = (scalar: 'TimeOfDay' | 'LanguageTag') => (given: string) => scalarForms[scalar].read(given) !== undefined

const timeOfDay = z.string().refine(isForm('TimeOfDay'), { error: 'expected a time of day such as "18:30"' })

const openingHours = z
  .strictObject({ day: z.enum(weekdays), opens: timeOfDay, closes: timeOfDay })
  .refine(({ opens, closes }) => closes > opens, { error: 'expected `closes` after `opens`' })

const session = z
  .strictObject({ startsAt: z.iso.datetime(), endsAt: z.iso.datetime() })
  .refine(({ startsAt, endsAt }) => Date.parse(endsAt) > Date.parse(startsAt), {
    error: 'expected a session to end after it begins',
  })

const creditCode = z.string().refine(isCreditCode, { error: 'expected a credit code' })

const consignment = z
  .strictObject({
    id: z.guid().toLowerCase(),
    operator: creditCode,
    startsOn: z.iso.date(),
    endsOn: z.iso.date(),
    endedOn: z.iso.date().nullable(),
  })
  .refine(
    ({ startsOn, endsOn, endedOn }) =>
      endsOn >= startsOn && (endedOn ?? endsOn) >= startsOn && (endedOn ?? endsOn) <= endsOn,
    { error: 'expected `endsOn` not before `startsOn`, and `endedOn` between them' },
  )

/** Members with a default are those that servers with older software do not send. */
const centre = z.strictObject({
  ...named,
  kind: z.literal('CENTRE'),
  record: z
    .strictObject({
      name: text(shortText),
      address: text(shortText),
      status: z.enum(['ACTIVE', 'CLOSED']),
      seats: people,
      latitude: z.number().min(-90).max(90).nullable().default(null),
      longitude: z.number().min(-180).max(180).nullable().default(null),
      telephone: text(30).nullable().default(null),
      website: webAddress.nullable().default(null),
      openingHours: z.array(openingHours).max(mostOpenings).default([]),
      consignments: z
        .array(consignment)
        .max(1_000)
        .refine((given) => new Set(given.map(({ id }) => id)).size === given.length, {
          error: 'expected each consignment once',
        })
        .nullable()
        .default(null),
    })
    .refine(({ latitude, longitude }) => (latitude === null) === (longitude === null), {
      error: 'expected both `latitude` and `longitude`, or neither',
    })
    .nullable(),
})

const programme = z.strictObject({
  ...named,
  kind: z.literal('PROGRAMME'),
  record: z
    .strictObject({
      title: text(shortText),
      description: text(longText),
      kind: z.enum(programmeKinds),
      audience: z.array(z.enum(learnerGroups)).max(learnerGroups.length),
      startsOn: z.iso.date(),
      endsOn: z.iso.date(),
      capacity: people,
      places: z.enum(placeStates),
      fee: z.string().regex(/^\d{1,12}\.\d{2}$/),
      educationCentre: z.guid().nullable(),
      teacher: z.enum(teacherRoles).nullable().default(null),
      teachingOrganisation: creditCode.nullable().default(null),
      picture: webAddress.nullable().default(null),
      languages: z
        .array(z.string().refine(isForm('LanguageTag'), { error: 'expected tags of languages' }))
        .max(mostLanguages)
        .default([]),
      sessions: z.array(session).max(1_000).default([]),
    })
    .refine(({ startsOn, endsOn }) => endsOn >= startsOn, { error: 'expected a last day not before the first' })
    .refine(({ capacity, places }) => mayTell(places, capacity), {
      error: 'expected of places what may be told of a programme of this capacity',
    })
    .nullable(),
})

const guidanceResponse = z.strictObject({
  ...named,
  kind: z.literal('GUIDANCE_RESPONSE'),
  record: z
    .strictObject({
      guidance: z.string().regex(/^\d{12}:[0-9a-f-]{36}$/),
      decision: z.enum(['ADOPTED', 'ADAPTED', 'DECLINED']),
      answeredOn: z.iso.date(),
      level: z.enum(sharingLevels).exclude(['PRIVATE']),
    })
    .nullable(),
})

/** A publication as it travels: every member is there, in its type and range, and no other. */
export const publicationSchema = z.discriminatedUnion('kind', [centre, programme, guidanceResponse])

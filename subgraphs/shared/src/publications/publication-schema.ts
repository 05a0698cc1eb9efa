import { isDivisionCode } from '@shequ/schema/codes/division-code'
import { mayTell, placeStates } from '@shequ/schema/publications/places'
import { learnerGroups, programmeKinds } from '@shequ/schema/measures/breakdowns'
import { sharingLevels } from '@shequ/schema/returns/measure-return'
import { z } from 'zod'
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

const centre = z.strictObject({
  ...named,
  kind: z.literal('CENTRE'),
  record: z
    .strictObject({
      name: text(shortText),
      address: text(shortText),
      status: z.enum(['ACTIVE', 'CLOSED']),
      seats: people,
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

import type { Random } from '@shequ/schema/random/random'
import type { ProgrammePlan } from './draw-programme.js'
import type { CommunityContext } from './community-context.js'

type Details = readonly [
  teacher: string,
  teachingOrganisation: string | null,
  picture: string | null,
  languages: readonly string[],
]

const BY_ORGANISATION = 0.2
const WITH_PICTURE = 0.6

/** Who teaches a programme, as a role, with the address of a picture that nobody has, and the languages it is held in. */
export function drawProgrammeDetails(
  { borough: { organisations } }: CommunityContext,
  random: Random,
  { kind, topic }: ProgrammePlan,
  byVolunteers: boolean,
): Details {
  const [isTaught, hasPicture, which] = [random.next(), random.next(), random.next()]
  const organisation = organisations[Math.floor(which * organisations.length)]
  const picture = hasPicture < WITH_PICTURE ? `https://pictures.example/${kind.toLowerCase()}.jpg` : null
  const rest = [picture, languagesOf(topic.title)] as const
  if (byVolunteers) return ['VOLUNTEER', null, ...rest]
  if (isTaught < BY_ORGANISATION && organisation) return ['ORGANISATION', organisation.creditCode, ...rest]
  return [isTaught < 0.6 ? 'STAFF' : 'HIRED_TEACHER', null, ...rest]
}

function languagesOf(title: string): readonly string[] {
  if (title.includes('英语')) return ['zh', 'en']
  return /沪|越剧/.test(title) ? ['zh', 'wuu'] : ['zh']
}

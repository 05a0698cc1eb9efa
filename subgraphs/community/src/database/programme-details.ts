import { HubError } from '@shequ/schema/errors/hub-error'
import { requireRange } from '@shequ/subgraph/records/numbers'
import { mostLanguages } from '@shequ/subgraph/records/teaching'
import { optionalWebAddress } from '@shequ/subgraph/records/web-address'
import type { TeacherRole } from '../generated/resolver-types.js'

/** What an office says of who teaches a programme, how it looks and in which languages it is held. */
export interface ProgrammeDetails {
  readonly teacher?: TeacherRole | null | undefined
  readonly teachingOrganisation?: string | null | undefined
  readonly picture?: string | null | undefined
  readonly languages?: readonly string[] | null | undefined
}

/**
 * The columns of what was given: what was left out stays, and null takes it away.
 *
 * @throws {HubError} BAD_USER_INPUT when an organisation is named without the role ORGANISATION, or the role without one.
 */
export function readProgrammeDetails({ teacher, teachingOrganisation, picture, languages }: ProgrammeDetails) {
  if (languages) requireRange('languages', languages.length, 0, mostLanguages)
  return {
    ...readTeacher(teacher, teachingOrganisation),
    picture: optionalWebAddress('picture', picture),
    languages: languages === undefined ? undefined : [...new Set(languages)],
  }
}

function readTeacher(teacher: TeacherRole | null | undefined, organisation: string | null | undefined) {
  if (teacher === undefined && organisation === undefined) return {}
  if ((teacher === 'ORGANISATION') === Boolean(organisation)) {
    return { teacher: teacher ?? null, teachingOrganisationCode: organisation ?? null }
  }
  const [got, gotInChinese] = organisation
    ? [`the role ${teacher ?? 'none'} with an organisation`, `角色 ${teacher ?? '空'} 与一个组织`]
    : ['it without an organisation', '没有组织的该角色']
  throw new HubError(
    'BAD_USER_INPUT',
    {
      en: `Expected \`teachingOrganisation\` together with \`teacher: ORGANISATION\`, and with no other, but got ${got}.`,
      zh: `\`teachingOrganisation\` 应且只应与 \`teacher: ORGANISATION\` 一同给出，而收到的是${gotInChinese}。`,
    },
    { argument: 'teachingOrganisation' },
  )
}

import type { OfficeGuidanceQuery } from '../../../generated/pages/office/guidance/office-guidance'

type Community = NonNullable<OfficeGuidanceQuery['community']>
type Answer = NonNullable<Community['guidanceResponses']>['nodes'][number]

/** Guidance that is addressed to a community, with its answer where there is one. */
export interface AddressedGuidance {
  readonly id: string
  readonly title: string
  readonly text: string
  readonly issuedOn: string
  readonly answerBy: string | null
  readonly isCity: boolean
  readonly answer: Answer | undefined
}

/** The guidance of the community's borough, and of its city where that is addressed to the borough or to all. */
export function guidanceOf(community: OfficeGuidanceQuery['community']): readonly AddressedGuidance[] {
  if (!community) return []
  const { borough, guidance, guidanceResponses } = community
  const answers = new Map(
    guidanceResponses?.nodes.map((answer) => [answer.guidance?.id ?? answer.cityGuidance?.id, answer]),
  )
  const { city } = borough
  const ofCity = city?.guidance.nodes.filter(({ addressees }) =>
    [city.code, borough.code].some((code) => addressees.includes(code)),
  )
  return [
    ...guidance.nodes.map((one) => ({ ...one, isCity: false })),
    ...(ofCity ?? []).map((one) => ({ ...one, isCity: true })),
  ].map(({ id, title, text, issuedOn, answerBy, isCity }) => ({
    id,
    title,
    text,
    issuedOn,
    answerBy,
    isCity,
    answer: answers.get(id),
  }))
}

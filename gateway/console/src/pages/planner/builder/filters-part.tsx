import { enumTerms } from '@shequ/schema/terms/enum-terms'
import { Picks } from '../../../controls/picks'
import { useTerms } from '../../../i18n/term-of'
import { useWords } from '../../../i18n/words'
import { plannerWords } from '../planner-words'
import type { Place } from '../use-place'
import { type BuilderProps, BuilderPart } from './builder-part'

const filters = [
  ['learnerGroups', 'LearnerGroup', 'onlyGroups'],
  ['programmeKinds', 'ProgrammeKind', 'onlyKinds'],
  ['communityKinds', 'CommunityKind', 'onlyCommunities'],
] as const

/** Of whom and of what: some boroughs, groups, kinds of programmes or of communities. */
export function FiltersPart({ place, ...builder }: BuilderProps & { readonly place: Place }) {
  const say = useWords(plannerWords)
  const term = useTerms()
  const { question, change } = builder
  return (
    <BuilderPart part="filters" {...builder}>
      {place.path.length === 1 && (
        <Picks
          label={say('onlyBoroughs')}
          options={place.boroughs.map(({ code, name }) => [code, name])}
          chosen={question.boroughs}
          onChange={(boroughs) => change({ boroughs })}
        />
      )}
      {filters.map(([name, enumName, label]) => (
        <Picks
          key={name}
          label={say(label)}
          options={Object.keys(enumTerms[enumName] ?? {}).map((value) => [value, term(enumName, value)])}
          chosen={question[name]}
          onChange={(chosen) => change({ [name]: chosen })}
        />
      ))}
    </BuilderPart>
  )
}

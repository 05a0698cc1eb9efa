import { useCities } from '../../../app/use-city'
import { Choice } from '../../../controls/choice'
import { Picks } from '../../../controls/picks'
import { useWords } from '../../../i18n/words'
import { boroughOf, levelOf, streetOf } from '../question/division-levels'
import { plannerWords } from '../planner-words'
import { inPlace } from '../question/at-place'
import type { Named, Place } from '../use-place'
import { AreaGroups } from './area-groups'
import { type BuilderProps, BuilderPart } from './builder-part'

interface AreaPartProps extends BuilderProps {
  readonly city: Named
  readonly place: Place
}

/** Where: a city, a borough or a street, other cities beside it, and areas that are taken together. */
export function AreaPart({ city, place, ...builder }: AreaPartProps) {
  const say = useWords(plannerWords)
  const { question, change } = builder
  const { within, beside } = question
  const cities = (useCities().data?.data.cities ?? []).map(({ code, name }) => [code, name] as const)
  const level = levelOf(within, city.code)
  const goTo = (code: string) => change(inPlace(question, code, city.code))
  const borough = boroughOf(within)
  return (
    <BuilderPart part="area" {...builder}>
      {cities.length > 1 && <Choice label={say('city')} options={cities} value={city.code} onChange={goTo} />}
      <Choice
        label={say('borough')}
        value={level === 'city' ? city.code : borough}
        options={[[city.code, say('allOf', { name: city.name })], ...place.boroughs.map(entry)]}
        onChange={goTo}
      />
      {level !== 'city' && (
        <Choice
          label={say('street')}
          value={level === 'borough' ? borough : streetOf(within)}
          options={[[borough, say('allOf', { name: place.path[1]?.name ?? borough })], ...place.streets.map(entry)]}
          onChange={goTo}
        />
      )}
      {cities.length > 1 && level === 'city' && (
        <Picks
          label={say('beside')}
          options={cities.filter(([code]) => code !== city.code)}
          chosen={beside}
          onChange={(chosen) => change({ beside: chosen, groupBy: withCities(question.groupBy, chosen.length > 0) })}
        />
      )}
      <AreaGroups question={question} change={change} place={place} />
    </BuilderPart>
  )
}

function entry({ code, name }: Named): readonly [string, string] {
  return [code, name]
}

/** Rows are by city as soon as there are several. */
function withCities<Dimension extends string>(groupBy: readonly Dimension[], are: boolean) {
  const others = groupBy.filter((by) => by !== 'CITY')
  return are && !others.some((by) => ['AREA_GROUP', 'BOROUGH', 'STREET', 'COMMUNITY'].includes(by))
    ? (['CITY', ...others] as Dimension[])
    : others
}

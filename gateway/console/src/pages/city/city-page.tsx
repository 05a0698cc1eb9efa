import { useCities, useCity } from '../../app/use-city'
import { useWords } from '../../i18n/words'
import { Answered } from '../../states/answered'
import { CityFigures } from './city-figures'
import { cityWords } from './city-words'

/** A city at a glance: for everybody, and without a token. */
export function CityPage() {
  const say = useWords(cityWords)
  const city = useCity()
  const latest = city?.closing?.latest
  return (
    <>
      {city && <h1>{say('title', { city: city.name })}</h1>}
      <p className="lead">{say('lead')}</p>
      <Answered of={useCities()} isEmpty={({ cities }) => cities.length === 0}>
        {() => (city && latest ? <CityFigures city={city.code} latest={latest} /> : <p>{say('noFigures')}</p>)}
      </Answered>
    </>
  )
}

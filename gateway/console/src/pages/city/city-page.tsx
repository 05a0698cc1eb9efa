import { useCities, useCity } from '../../app/use-city'
import { useWords } from '../../i18n/words'
import { Answered } from '../../states/answered'
import { CityBoroughs } from './city-boroughs'
import { CityQuarters } from './city-quarters'
import { CityTargets } from './city-targets'
import { CityWeek } from './city-week'
import { cityWords } from './city-words'
import './city.css'

/** A city at a glance: for everybody, and without a token. */
export function CityPage() {
  const say = useWords(cityWords)
  const city = useCity()
  const closing = city?.closing
  return (
    <>
      {city && <h1>{say('title', { city: city.name })}</h1>}
      <p className="lead">{say('lead')}</p>
      <Answered of={useCities()} isEmpty={({ cities }) => cities.length === 0}>
        {() =>
          city && (
            <>
              {closing && closing.closed < closing.due && (
                <p role="status">{say('closing', { closed: closing.closed, due: closing.due })}</p>
              )}
              {closing ? <CityQuarters city={city.code} latest={closing.latest} /> : <p>{say('noFigures')}</p>}
              {closing && <CityBoroughs city={city.code} latest={closing.latest} />}
              {closing && <CityTargets city={city.code} latest={closing.latest} />}
              <CityWeek city={city.code} />
            </>
          )
        }
      </Answered>
    </>
  )
}

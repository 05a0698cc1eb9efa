import { useNavigate } from '@tanstack/react-router'
import { useId } from 'react'
import { useWords } from '../i18n/words'
import { appWords } from './app-words'
import { useCities, useCity } from './use-city'

/** Chooses the city that the pages are about, where the hub has several. */
export function CitySwitch() {
  const say = useWords(appWords)
  const id = useId()
  const navigate = useNavigate()
  const cities = useCities().data?.data.cities ?? []
  const city = useCity()
  if (cities.length < 2 || city === undefined) return null
  return (
    <p className="city-switch">
      <label htmlFor={id}>{say('aboutCity')}</label>{' '}
      <select
        id={id}
        value={city.code}
        onChange={({ target }) => void navigate({ to: '.', search: { city: target.value } })}
      >
        {cities.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
    </p>
  )
}

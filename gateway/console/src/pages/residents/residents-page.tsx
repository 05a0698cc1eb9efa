import { Link } from '@tanstack/react-router'
import { useDeferredValue, useState } from 'react'
import { useCities, useCity } from '../../app/use-city'
import { Choice } from '../../controls/choice'
import { residentsList } from '../../generated/pages/residents/residents-list'
import { residentsPlaces } from '../../generated/pages/residents/residents-places'
import { GraphLinks } from '../../graph/graph-links'
import { useAnswer } from '../../graph/use-answer'
import { useWords } from '../../i18n/words'
import { Answered } from '../../states/answered'
import { residentsWords } from './residents-words'
import './residents.css'

/** Where residents find their community: by borough and street, or by its name. */
export function ResidentsPage() {
  const say = useWords(residentsWords)
  const city = useCity()
  return (
    <>
      <h1>{say('title')}</h1>
      <p className="lead">{say('lead')}</p>
      <Answered of={useCities()} isEmpty={({ cities }) => cities.length === 0}>
        {() => city && <FindCommunity city={city.code} />}
      </Answered>
    </>
  )
}

function FindCommunity({ city }: { readonly city: string }) {
  const say = useWords(residentsWords)
  const [borough, setBorough] = useState(city)
  const [street, setStreet] = useState('')
  const [name, setName] = useState('')
  const search = useDeferredValue(name.trim())
  const places = useAnswer(residentsPlaces, { city, borough }, { keepPrevious: true }).data?.data
  const variables = { within: street === '' ? borough : street, search: search === '' ? null : search }
  const asked = useAnswer(residentsList, variables, { keepPrevious: true })
  const boroughs = (places?.city?.boroughs ?? []).filter((one) => one !== null)
  const streets = places?.borough?.code === borough ? places.borough.streets.filter((one) => one !== null) : []
  return (
    <>
      <div className="find">
        <Choice
          label={say('borough')}
          options={[[city, say('all')], ...boroughs.map((one) => [one.code, one.name] as const)]}
          value={borough}
          onChange={(code) => {
            setBorough(code)
            setStreet('')
          }}
        />
        <Choice
          label={say('street')}
          options={[['', say('all')], ...streets.map((one) => [one.code, one.name] as const)]}
          value={street}
          onChange={setStreet}
        />
        <label className="choice">
          <span>{say('search')}</span>
          <input type="text" value={name} maxLength={100} onChange={({ target }) => setName(target.value)} />
        </label>
      </div>
      <Answered
        of={asked}
        isEmpty={({ communities }) => communities === null || communities.nodes.length === 0}
        empty={<p>{say('none')}</p>}
      >
        {({ communities }) => (
          <>
            <p role="status">
              {say('found', { count: communities?.totalCount ?? 0 })}{' '}
              {communities &&
                communities.nodes.length < communities.totalCount &&
                say('more', { shown: communities.nodes.length })}
            </p>
            <ul className="communities">
              {communities?.nodes.map(
                (one) =>
                  one && (
                    <li key={one.code}>
                      <Link to="/residents/$community" params={{ community: one.code }}>
                        {one.name}
                      </Link>{' '}
                      <small>{one.street?.name}</small>
                    </li>
                  ),
              )}
            </ul>
          </>
        )}
      </Answered>
      <GraphLinks operation={residentsList} variables={variables} />
    </>
  )
}

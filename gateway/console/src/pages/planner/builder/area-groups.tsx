import { useState } from 'react'
import { Choice } from '../../../controls/choice'
import { Picks } from '../../../controls/picks'
import { useWords } from '../../../i18n/words'
import { Named } from '../../../names/named'
import type { PlannerGroup } from '../question/planner-question'
import { areaDimensions } from '../question/division-levels'
import { plannerWords } from '../planner-words'
import { type Named as NamedArea, type Place, usePlace } from '../use-place'
import type { BuilderProps } from './builder-part'

interface AreaGroupsProps extends Pick<BuilderProps, 'question' | 'change'> {
  readonly place: Place
}

/** Areas that are taken together under a name, boroughs and streets as one likes. */
export function AreaGroups({ question, change, place }: AreaGroupsProps) {
  const say = useWords(plannerWords)
  const { areaGroups, groupBy } = question
  const [name, setName] = useState('')
  const setGroups = (groups: readonly PlannerGroup[]) => {
    const hasAreas = groups.some(({ codes }) => codes.length > 0)
    const others = groupBy.filter((by) => !areaDimensions.includes(by))
    const withoutGroups = groupBy.filter((by) => by !== 'AREA_GROUP')
    change({ areaGroups: groups, groupBy: hasAreas ? ['AREA_GROUP', ...others] : withoutGroups })
  }
  const isFree = name !== '' && !/[:,]/.test(name) && areaGroups.every((group) => group.name !== name)
  return (
    <details open={areaGroups.length > 0}>
      <summary>{say('groups')}</summary>
      {areaGroups.map((group, index) => (
        <div key={group.name} className="area-group">
          <GroupAreas
            group={group}
            place={place}
            onChange={(codes) => setGroups(areaGroups.with(index, { ...group, codes }))}
          />
          <button
            type="button"
            className="button"
            onClick={() => setGroups(areaGroups.filter((other) => other !== group))}
          >
            {say('removeGroup', { name: group.name })}
          </button>
        </div>
      ))}
      <p className="line">
        <input
          type="text"
          aria-label={say('groupName')}
          placeholder={say('groupName')}
          value={name}
          maxLength={100}
          onChange={({ target }) => setName(target.value)}
        />
        <button
          type="button"
          className="button"
          disabled={!isFree}
          onClick={() => {
            setGroups([...areaGroups, { name, codes: [] }])
            setName('')
          }}
        >
          {say('addGroup')}
        </button>
      </p>
    </details>
  )
}

interface GroupAreasProps {
  readonly group: PlannerGroup
  readonly place: Place
  readonly onChange: (codes: readonly string[]) => void
}

function GroupAreas({ group, place, onChange }: GroupAreasProps) {
  const say = useWords(plannerWords)
  const { boroughs, path } = place
  const city = path[0] ?? { code: '', name: '' }
  const [borough, setBorough] = useState(boroughs[0]?.code ?? city.code)
  const { streets } = usePlace(city, borough)
  const options = [...boroughs, ...streets].map(({ code, name }: NamedArea) => [code, name] as const)
  return (
    <>
      <Picks
        label={say('groupAreas', { name: group.name })}
        options={options}
        chosen={group.codes}
        onChange={onChange}
        nameOf={nameOfArea}
      />
      <Choice
        label={say('streetsOf')}
        options={boroughs.map(({ code, name }) => [code, name])}
        value={borough}
        onChange={setBorough}
      />
    </>
  )
}

function nameOfArea(code: string) {
  return <Named division={code} organisation={null} />
}

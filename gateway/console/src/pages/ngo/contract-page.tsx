import { useState } from 'react'
import { contractTypes } from '../../generated/pages/ngo/contract-types'
import { GraphLinks } from '../../graph/graph-links'
import { useAnswer } from '../../graph/use-answer'
import { useWords } from '../../i18n/words'
import { useSession } from '../../session/session'
import { Answered } from '../../states/answered'
import { ContractTypes } from './contract-types'
import { contractWords } from './contract-words'
import { ExamplePrograms } from './example-programs'
import './ngo.css'

/** What programs of organisations may ask, with programs to begin with. */
export function ContractPage() {
  const say = useWords(contractWords)
  const { role } = useSession()
  const [wanted, setWanted] = useState('')
  const asked = useAnswer(contractTypes, {})
  return (
    <>
      <h1>{say('title')}</h1>
      <p className="lead">{say('lead')}</p>
      <p>
        {say(role === 'ngo' ? 'asNgo' : 'whole')} <a href="/schema/ngo.graphql">{say('sdl')}</a>
      </p>
      <label className="contract-search">
        {say('search')}
        <input type="search" value={wanted} onChange={(event) => setWanted(event.target.value)} />
      </label>
      <Answered of={asked}>{({ __schema }) => <ContractTypes all={__schema.types} wanted={wanted} />}</Answered>
      <GraphLinks operation={contractTypes} variables={{}} />
      <ExamplePrograms />
    </>
  )
}

import { useWords } from '../../i18n/words'
import { ForRole } from '../office/for-role'
import { Sections } from '../office/record/sections'
import { Allocations } from './borough/allocations'
import { BoroughGuidance } from './borough/borough-guidance'
import { Communities } from './borough/communities'
import { ServiceCentres } from './borough/service-centres'
import { AccessRequests } from './city/access-requests'
import { CityGuidance } from './city/city-guidance'
import { Designations } from './city/designations'
import { Ordinances } from './city/ordinances'
import { Organisations } from './city/organisations'
import { Targets } from './city/targets'
import { governmentWords } from './government-words'

/** The work of a borough's office, and that of a city's. */
export function GovernmentPage() {
  const say = useWords(governmentWords)
  return (
    <>
      <h1>{say('title')}</h1>
      <p className="lead">{say('lead')}</p>
      <ForRole roles={['borough-office', 'city-office']}>
        {(division, role) => (role === 'city-office' ? <OfCity city={division} /> : <OfBorough borough={division} />)}
      </ForRole>
    </>
  )
}

function OfBorough({ borough }: { readonly borough: string }) {
  const say = useWords(governmentWords)
  return (
    <Sections
      sections={[
        { key: 'communities', name: say('communities'), content: <Communities borough={borough} /> },
        { key: 'centres', name: say('centres'), content: <ServiceCentres borough={borough} /> },
        { key: 'allocations', name: say('allocations'), content: <Allocations borough={borough} /> },
        { key: 'guidance', name: say('guidance'), content: <BoroughGuidance borough={borough} /> },
      ]}
    />
  )
}

function OfCity({ city }: { readonly city: string }) {
  const say = useWords(governmentWords)
  return (
    <Sections
      sections={[
        { key: 'ordinances', name: say('ordinances'), content: <Ordinances city={city} /> },
        { key: 'targets', name: say('targets'), content: <Targets city={city} /> },
        { key: 'designations', name: say('designations'), content: <Designations city={city} /> },
        { key: 'organisations', name: say('organisations'), content: <Organisations city={city} /> },
        { key: 'guidance', name: say('guidance'), content: <CityGuidance city={city} /> },
        { key: 'requests', name: say('requests'), content: <AccessRequests city={city} /> },
      ]}
    />
  )
}

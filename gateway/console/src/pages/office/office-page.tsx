import { useWords } from '../../i18n/words'
import { ForRole } from './for-role'
import { Guidance } from './guidance/guidance'
import { Money } from './money/money'
import { officeWords } from './office-words'
import { Programmes } from './programmes/programmes'
import { Proposals } from './proposals/proposals'
import { Sections } from './record/sections'
import { Voices } from './voices/voices'

/** The day of a community's office. */
export function OfficePage() {
  const say = useWords(officeWords)
  return (
    <>
      <h1>{say('title')}</h1>
      <p className="lead">{say('lead')}</p>
      <ForRole roles={['community-office']}>
        {(community) => (
          <Sections
            sections={[
              { key: 'programmes', name: say('programmes'), content: <Programmes community={community} /> },
              { key: 'voices', name: say('voices'), content: <Voices community={community} /> },
              { key: 'proposals', name: say('proposals'), content: <Proposals community={community} /> },
              { key: 'money', name: say('money'), content: <Money community={community} /> },
              { key: 'guidance', name: say('guidance'), content: <Guidance community={community} /> },
            ]}
          />
        )}
      </ForRole>
    </>
  )
}

import { useWords } from '../../i18n/words'
import { ForRole } from '../office/for-role'
import { Sections } from '../office/record/sections'
import { autonomyWords } from './autonomy-words'
import { Grants } from './grants/grants'
import { AccessLog } from './log/access-log'
import { OwnNode } from './node/own-node'
import { Sharing } from './sharing/sharing'

/** What a community decides of its own data. */
export function AutonomyPage() {
  const say = useWords(autonomyWords)
  return (
    <>
      <h1>{say('title')}</h1>
      <p className="lead">{say('lead')}</p>
      <ForRole roles={['community-office']}>
        {(community) => (
          <Sections
            sections={[
              { key: 'sharing', name: say('sharing'), content: <Sharing community={community} /> },
              { key: 'grants', name: say('grants'), content: <Grants community={community} /> },
              { key: 'log', name: say('log'), content: <AccessLog community={community} /> },
              { key: 'node', name: say('node'), content: <OwnNode community={community} /> },
            ]}
          />
        )}
      </ForRole>
    </>
  )
}

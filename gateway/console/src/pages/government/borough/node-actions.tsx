import { inviteNode } from '../../../generated/pages/government/borough/invite-node'
import { rehostCommunity } from '../../../generated/pages/government/borough/rehost-community'
import { revokeNode } from '../../../generated/pages/government/borough/revoke-node'
import { formatMoment } from '../../../i18n/format-date'
import { useLanguage } from '../../../i18n/language'
import { useWords } from '../../../i18n/words'
import { Action } from '../../office/form/action'
import { WriteButton } from '../../office/form/write-button'
import { WriteForm } from '../../office/form/write-form'
import { governmentWords } from '../government-words'

interface NodeActionsProps {
  readonly borough: string
  readonly community: string
  readonly status: string
}

/** What a borough does about a community's server: invite a node, revoke it, take the community back. */
export function NodeActions({ borough, community, status }: NodeActionsProps) {
  const say = useWords(governmentWords)
  const language = useLanguage()
  const input = { borough, community }
  if (status === 'REVOKED') {
    return <WriteButton operation={rehostCommunity} input={input} label={say('rehost')} question={say('sureRehost')} />
  }
  if (status !== 'HOSTED') {
    return <WriteButton operation={revokeNode} input={input} label={say('revoke')} question={say('sureRevoke')} />
  }
  return (
    <Action name={say('invite')}>
      <WriteForm
        operation={inviteNode}
        fixed={input}
        submit={say('inviteNow')}
        done={({ inviteNode: made }) =>
          say('invited', {
            community: made?.community.name ?? '',
            until: made ? formatMoment(made.until, language) : '',
            token: made?.token ?? '',
          })
        }
        fields={[{ name: 'hours', kind: 'number', value: '72' }]}
      />
    </Action>
  )
}

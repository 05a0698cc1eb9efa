import { consentToMove } from '../../../generated/pages/autonomy/node/consent-to-move'
import type { OwnNodeQuery } from '../../../generated/pages/autonomy/node/own-node'
import { useWords } from '../../../i18n/words'
import { WriteForm } from '../../office/form/write-form'
import { autonomyWords } from '../autonomy-words'
import { stepsOf } from './steps-of'
import './node.css'

type Community = NonNullable<OwnNodeQuery['community']>

interface MoveStepsProps {
  readonly community: string
  readonly status: Community['node']['status']
  readonly consents: NonNullable<Community['moveConsents']>
}

/** The way to a node of one's own, or back: its steps, how far it is, and the one that is done here. */
export function MoveSteps({ community, status, consents }: MoveStepsProps) {
  const say = useWords(autonomyWords)
  const isBack = status === 'ACTIVE' || status === 'LEAVING'
  const steps = stepsOf(community, status, consents)
  return (
    <>
      <h3>{say(isBack ? 'toHosted' : 'toNode')}</h3>
      <ol className="steps">
        {steps.map(({ key, command, state }) => (
          <li key={key} data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
            {say(key)}
            {command !== undefined && <code className="code">{command}</code>}
          </li>
        ))}
      </ol>
      <h3>{say(isBack ? 'consentBack' : 'consentTo')}</h3>
      <WriteForm
        key={String(isBack)}
        operation={consentToMove}
        fixed={{ community, direction: isBack ? 'TO_HOSTED' : 'TO_OWN_NODE' }}
        submit={say('consent')}
        fields={[...(isBack ? [] : [{ name: 'key', kind: 'line' } as const]), { name: 'until', kind: 'day' }]}
      />
    </>
  )
}

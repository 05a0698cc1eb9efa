import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { type SetSharingMutationVariables, setSharing } from '../../../generated/pages/autonomy/sharing/set-sharing'
import { useWrite } from '../../../graph/use-write'
import { useTerms } from '../../../i18n/term-of'
import { useWords } from '../../../i18n/words'
import { Failed } from '../../../states/failed'
import { Choose } from '../../office/form/choose'
import { useChoices } from '../../office/form/use-choices'
import { autonomyWords } from '../autonomy-words'
import { Preview } from './preview'
import type { Level } from './readers'

interface ChangeSharingProps {
  readonly community: string
  readonly dataset: SetSharingMutationVariables['input']['dataset']
  readonly now: Level
  readonly onClose: () => void
}

/** Another level for a dataset, with what it would hide or show before it is set. */
export function ChangeSharing({ community, dataset, now, onClose }: ChangeSharingProps) {
  const say = useWords(autonomyWords)
  const term = useTerms()
  const choices = useChoices()
  const [next, setNext] = useState<Level>(now)
  const write = useWrite(setSharing)
  const set = () => write.mutate({ input: { community, dataset, level: next } }, { onSuccess: onClose })
  return (
    <div className="card preview" role="group" aria-labelledby="preview-title">
      <h3 id="preview-title">{say('previewOf', { dataset: term('Dataset', dataset) })}</h3>
      <Choose
        label={say('newLevel')}
        choices={choices('SharingLevel')}
        value={next}
        onChange={(value) => setNext(value as Level)}
      />
      {next === now ? (
        <p className="soft">{say('unchanged')}</p>
      ) : (
        <Preview community={community} dataset={dataset} now={now} next={next} />
      )}
      <div className="pager">
        <Button className="button button-main" isDisabled={next === now || write.isPending} onPress={set}>
          {say('setNow')}
        </Button>
        <Button className="button" onPress={onClose}>
          {say('leave')}
        </Button>
      </div>
      {write.isError && <Failed error={write.error} />}
    </div>
  )
}

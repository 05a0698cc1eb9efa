import { changeCharter } from '../../../generated/pages/autonomy/sharing/change-charter'
import { entrustCounts } from '../../../generated/pages/autonomy/sharing/entrust-counts'
import { formatDay } from '../../../i18n/format-date'
import { useLanguage } from '../../../i18n/language'
import { useWords } from '../../../i18n/words'
import { Action } from '../../office/form/action'
import { WriteForm } from '../../office/form/write-form'
import { autonomyWords } from '../autonomy-words'

interface ProtectionProps {
  readonly community: string
  readonly charter: {
    readonly smallestCell: number
    readonly smallestCellNextYear: number
    readonly countsEntrustedUntil: string | null
  }
}

/** Below which number the community hides its counts, and to whom it entrusts them. */
export function Protection({ community, charter }: ProtectionProps) {
  const say = useWords(autonomyWords)
  const language = useLanguage()
  const { smallestCell, smallestCellNextYear, countsEntrustedUntil } = charter
  return (
    <>
      <h2>{say('smallest')}</h2>
      <p>{say('smallestNow', { now: smallestCell, next: smallestCellNextYear })}</p>
      <Action name={say('raise')}>
        <WriteForm
          operation={changeCharter}
          fixed={{ community }}
          submit={say('raiseNow')}
          fields={[
            { name: 'smallestCell', kind: 'number', help: say('raiseHelp'), value: String(smallestCellNextYear) },
          ]}
        />
      </Action>
      <h2>{say('entrust')}</h2>
      <p>
        {countsEntrustedUntil === null
          ? say('notEntrusted')
          : say('entrustedUntil', { day: formatDay(countsEntrustedUntil, language) })}
      </p>
      <Action name={say('entrustNow')}>
        <WriteForm
          operation={entrustCounts}
          fixed={{ community }}
          submit={say('entrustNow')}
          fields={[{ name: 'until', kind: 'day' }]}
        />
      </Action>
    </>
  )
}

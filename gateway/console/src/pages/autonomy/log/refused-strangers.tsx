import type { ReadLogQuery } from '../../../generated/pages/autonomy/log/read-log'
import { formatDay } from '../../../i18n/format-date'
import { useLanguage } from '../../../i18n/language'
import { useTerms } from '../../../i18n/term-of'
import { useWords } from '../../../i18n/words'
import { RecordTable } from '../../office/record/record-table'
import { autonomyWords } from '../autonomy-words'

type Counts = NonNullable<NonNullable<ReadLogQuery['community']>['refusals']>['nodes']

/** How often strangers were refused, by day. */
export function RefusedStrangers({ counts }: { readonly counts: Counts }) {
  const say = useWords(autonomyWords)
  const term = useTerms()
  const language = useLanguage()
  return (
    <>
      <h3>{say('refusals')}</h3>
      {counts.length === 0 ? (
        <p className="soft">{say('noRefusals')}</p>
      ) : (
        <RecordTable
          name={say('refusals')}
          rows={counts}
          keyOf={({ day, role, action, dataset }) => [day, role, action, dataset].join(' ')}
          columns={[
            { head: say('day'), render: ({ day }) => formatDay(day, language) },
            { head: say('role'), render: ({ role }) => term('ViewerRole', role) },
            { head: say('action'), render: ({ action }) => term('AccessAction', action) },
            { head: say('dataset'), render: ({ dataset }) => dataset && term('Dataset', dataset) },
            { head: say('calls'), isNumber: true, render: ({ calls }) => calls },
          ]}
        />
      )}
    </>
  )
}

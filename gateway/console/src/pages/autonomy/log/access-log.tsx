import { useState } from 'react'
import { type ReadLogQuery, readLog } from '../../../generated/pages/autonomy/log/read-log'
import { setLogRetention } from '../../../generated/pages/autonomy/log/set-log-retention'
import { GraphLinks } from '../../../graph/graph-links'
import { useAnswer } from '../../../graph/use-answer'
import { formatMoment } from '../../../i18n/format-date'
import { useLanguage } from '../../../i18n/language'
import { useTerms } from '../../../i18n/term-of'
import { useWords } from '../../../i18n/words'
import { Named } from '../../../names/named'
import { Answered } from '../../../states/answered'
import { Action } from '../../office/form/action'
import { Choose } from '../../office/form/choose'
import { useChoices } from '../../office/form/use-choices'
import { WriteForm } from '../../office/form/write-form'
import { Pager, usePlace } from '../../office/record/pager'
import { RecordTable } from '../../office/record/record-table'
import { autonomyWords } from '../autonomy-words'
import { RefusedStrangers } from './refused-strangers'

type Community = NonNullable<ReadLogQuery['community']>
type Entry = NonNullable<Community['accessLog']>['nodes'][number]

/** Which entries are shown: null for all. */
type Filter = { readonly [Key in 'role' | 'dataset' | 'outcome']: Entry[Key] | null }

const noFilter: Filter = { role: null, dataset: null, outcome: null }

const filters = [
  { key: 'role', enumName: 'ViewerRole' },
  { key: 'dataset', enumName: 'Dataset' },
  { key: 'outcome', enumName: 'AccessOutcome' },
] as const

/** Who read and wrote what is not public, by what right and what for. */
export function AccessLog({ community }: { readonly community: string }) {
  const say = useWords(autonomyWords)
  const choices = useChoices()
  const place = usePlace()
  const [filter, setFilter] = useState<Filter>(noFilter)
  const variables = { community, ...filter, after: place.after }
  const asked = useAnswer(readLog, variables, { keepPrevious: true })
  return (
    <section aria-labelledby="log">
      <h2 id="log">{say('log')}</h2>
      <div className="chooses">
        {filters.map(({ key, enumName }) => (
          <Choose
            key={key}
            label={say(key)}
            all={say('all')}
            choices={choices(enumName)}
            value={filter[key] ?? ''}
            onChange={(value) => {
              place.first()
              setFilter({ ...filter, [key]: value === '' ? null : value })
            }}
          />
        ))}
      </div>
      <Answered of={asked} isEmpty={({ community: of }) => !of?.accessLog}>
        {({ community: of }) => (
          <>
            <Entries entries={of?.accessLog?.nodes ?? []} />
            {of?.accessLog && <Pager of={of.accessLog} place={place} />}
            <p className="soft">{say('kept', { days: of?.charter?.accessLogDays ?? 0 })}</p>
            <Action name={say('keep')}>
              <WriteForm
                operation={setLogRetention}
                fixed={{ community }}
                submit={say('keepNow')}
                fields={[{ name: 'days', kind: 'number', value: String(of?.charter?.accessLogDays ?? '') }]}
              />
            </Action>
            <RefusedStrangers counts={of?.refusals?.nodes ?? []} />
          </>
        )}
      </Answered>
      <GraphLinks operation={readLog} variables={variables} />
    </section>
  )
}

function Entries({ entries }: { readonly entries: readonly Entry[] }) {
  const say = useWords(autonomyWords)
  const term = useTerms()
  const language = useLanguage()
  return (
    <RecordTable
      name={say('log')}
      rows={entries}
      keyOf={({ sequence }) => String(sequence)}
      columns={[
        { head: say('when'), render: ({ at }) => formatMoment(at, language) },
        {
          head: say('who'),
          render: ({ role, organisation, app, division }) => (
            <>
              {term('ViewerRole', role)} {app ?? <Named division={division} organisation={organisation} />}
            </>
          ),
        },
        { head: say('action'), render: ({ action }) => term('AccessAction', action) },
        { head: say('dataset'), render: ({ dataset }) => dataset && term('Dataset', dataset) },
        { head: say('records'), isNumber: true, render: ({ count }) => count },
        { head: say('basis'), render: ({ basis }) => (basis === null ? say('ownRight') : term('AccessBasis', basis)) },
        { head: say('purpose'), render: ({ purpose }) => purpose },
        { head: say('outcome'), render: ({ outcome }) => term('AccessOutcome', outcome) },
      ]}
    />
  )
}

import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { enumTerms } from '@shequ/schema/terms/enum-terms'
import { type SharedDatasetsQuery, sharedDatasets } from '../../../generated/pages/autonomy/sharing/shared-datasets'
import { GraphLinks } from '../../../graph/graph-links'
import { useAnswer } from '../../../graph/use-answer'
import { useTerms } from '../../../i18n/term-of'
import { useWords } from '../../../i18n/words'
import { Answered } from '../../../states/answered'
import { RecordTable } from '../../office/record/record-table'
import { autonomyWords } from '../autonomy-words'
import { ChangeSharing } from './change-sharing'
import { Protection } from './protection'
import type { Level } from './readers'

type Dataset = SharingRule['dataset']
type SharingRule = NonNullable<NonNullable<SharedDatasetsQuery['community']>['charter']>['sharing'][number]

const datasets = Object.keys(enumTerms['Dataset'] ?? {}) as readonly Dataset[]

/** Each dataset with who reads it; one of them opened to change that. */
export function Sharing({ community }: { readonly community: string }) {
  const say = useWords(autonomyWords)
  const term = useTerms()
  const [opened, setOpened] = useState<Dataset | null>(null)
  const variables = { community }
  const asked = useAnswer(sharedDatasets, variables, { keepPrevious: true })
  return (
    <section aria-labelledby="sharing">
      <h2 id="sharing">{say('sharing')}</h2>
      <Answered of={asked} isEmpty={({ community: of }) => of?.charter === null}>
        {({ community: of }) => {
          const levelOf = (dataset: Dataset): Level =>
            of?.charter?.sharing.find((rule) => rule.dataset === dataset)?.level ?? 'PRIVATE'
          return (
            <>
              <RecordTable
                name={say('sharing')}
                rows={datasets}
                keyOf={(dataset) => dataset}
                columns={[
                  { head: say('dataset'), render: (dataset) => term('Dataset', dataset) },
                  { head: say('level'), render: (dataset) => term('SharingLevel', levelOf(dataset)) },
                  {
                    head: say('actions'),
                    render: (dataset) => (
                      <Button
                        className="link-button"
                        aria-label={`${say('change')}: ${term('Dataset', dataset)}`}
                        onPress={() => setOpened(dataset)}
                      >
                        {say('change')}
                      </Button>
                    ),
                  },
                ]}
              />
              {opened !== null && (
                <ChangeSharing
                  key={opened}
                  community={community}
                  dataset={opened}
                  now={levelOf(opened)}
                  onClose={() => setOpened(null)}
                />
              )}
              {of?.charter && <Protection community={community} charter={of.charter} />}
            </>
          )
        }}
      </Answered>
      <GraphLinks operation={sharedDatasets} variables={variables} />
    </section>
  )
}

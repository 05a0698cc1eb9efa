import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { type OperatorNodesQuery, operatorNodes } from '../../generated/pages/operator/operator-nodes'
import { GraphLinks } from '../../graph/graph-links'
import { useAnswer } from '../../graph/use-answer'
import { formatMoment } from '../../i18n/format-date'
import { useLanguage } from '../../i18n/language'
import { useTerms } from '../../i18n/term-of'
import { useWords } from '../../i18n/words'
import { Answered } from '../../states/answered'
import { every } from './every'
import { operatorWords } from './operator-words'

type Nodes = NonNullable<OperatorNodesQuery['nodes']>

/** The communities with a node of their own: how each stands, and how it answered in the last day. */
export function OperatorNodes({ city }: { readonly city: string }) {
  const say = useWords(operatorWords)
  const [after, setAfter] = useState<string | null>(null)
  const variables = { city, after }
  const asked = useAnswer(operatorNodes, variables, { every, keepPrevious: true })
  return (
    <section aria-labelledby="nodes">
      <h2 id="nodes">{say('nodes')}</h2>
      <Answered
        of={asked}
        isEmpty={({ nodes }) => nodes?.totalCount === 0}
        empty={<p className="empty">{say('noNodes')}</p>}
      >
        {({ nodes }) => nodes && <NodeTable {...nodes} />}
      </Answered>
      {(after !== null || asked.data?.data.nodes?.pageInfo.hasNextPage === true) && (
        <p className="operator-pages">
          <Button className="button" isDisabled={after === null} onPress={() => setAfter(null)}>
            {say('first')}
          </Button>{' '}
          <Button
            className="button"
            isDisabled={asked.data?.data.nodes?.pageInfo.hasNextPage !== true}
            onPress={() => setAfter(asked.data?.data.nodes?.pageInfo.endCursor ?? null)}
          >
            {say('more')}
          </Button>
        </p>
      )}
      <GraphLinks operation={operatorNodes} variables={variables} />
    </section>
  )
}

const heads = ['name', 'status', 'since', 'lastSeen', 'requests', 'failures', 'rejections', 'latency'] as const

function NodeTable({ totalCount, nodes }: Nodes) {
  const say = useWords(operatorWords)
  const term = useTerms()
  const language = useLanguage()
  const moment = (text: string | null) => (text === null ? say('never') : formatMoment(text, language))
  return (
    <>
      <p>{say('count', { count: totalCount })}</p>
      <div className="scroll" tabIndex={0} role="region" aria-labelledby="nodes">
        <table>
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {say(head)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {nodes.map(({ community, status, since, lastSeen, health }) => (
              <tr key={community.code}>
                <th scope="row">{community.name}</th>
                <td>{term('NodeStatus', status)}</td>
                <td>{moment(since)}</td>
                <td>{moment(lastSeen)}</td>
                <td>{health?.requests}</td>
                <td>{health?.failures}</td>
                <td>{health?.rejections}</td>
                <td>{typeof health?.meanLatency === 'number' && say('ms', { ms: Math.round(health.meanLatency) })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

import { type OwnNodeQuery, ownNode } from '../../../generated/pages/autonomy/node/own-node'
import { GraphLinks } from '../../../graph/graph-links'
import { useAnswer } from '../../../graph/use-answer'
import { formatMoment } from '../../../i18n/format-date'
import { useLanguage } from '../../../i18n/language'
import { useTerms } from '../../../i18n/term-of'
import { useWords } from '../../../i18n/words'
import { Answered } from '../../../states/answered'
import { autonomyWords } from '../autonomy-words'
import { Consents } from './consents'
import { MoveSteps } from './move-steps'

type Community = NonNullable<OwnNodeQuery['community']>

/** Where the community's records are, and the way to a node of its own and back, as it goes on. */
export function OwnNode({ community }: { readonly community: string }) {
  const say = useWords(autonomyWords)
  const variables = { community }
  const asked = useAnswer(ownNode, variables, { every: 3000 })
  return (
    <section aria-labelledby="node">
      <h2 id="node">{say('where')}</h2>
      <Answered of={asked} isEmpty={({ community: of }) => of === null}>
        {({ community: of }) =>
          of && (
            <>
              <Where node={of.node} />
              <MoveSteps community={community} status={of.node.status} consents={of.moveConsents ?? []} />
              <Consents community={community} consents={of.moveConsents ?? []} />
              {of.node.kind === 'OWN' && (
                <>
                  <h3>{say('keys')}</h3>
                  <p>{say('rotate')}</p>
                  <code className="code">{commands.rotate}</code>
                </>
              )}
            </>
          )
        }
      </Answered>
      <GraphLinks operation={ownNode} variables={variables} />
    </section>
  )
}

const commands = { rotate: 'npx hub node rotate' }

function Where({ node }: { readonly node: Community['node'] }) {
  const say = useWords(autonomyWords)
  const term = useTerms()
  const language = useLanguage()
  const { kind, status, since, lastSeen, address, health, staleFor } = node
  return (
    <div className="card" data-node={status}>
      <p className="card-figure">{term('NodeKind', kind)}</p>
      <p>
        {term('NodeStatus', status)}
        {since !== null && <> · {say('since', { moment: formatMoment(since, language) })}</>}
        {lastSeen !== null && <> · {say('lastSeen', { moment: formatMoment(lastSeen, language) })}</>}
      </p>
      {address !== null && (
        <p>
          {say('address')}: {address}
        </p>
      )}
      {health !== null && <p>{say('health', { ...health })}</p>}
      {kind === 'OWN' && <p>{say('stale', { seconds: staleFor })}</p>}
    </div>
  )
}

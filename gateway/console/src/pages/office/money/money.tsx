import { officeMoney } from '../../../generated/pages/office/money/office-money'
import { GraphLinks } from '../../../graph/graph-links'
import { useAnswer } from '../../../graph/use-answer'
import { formatDay } from '../../../i18n/format-date'
import { formatMoney } from '../../../i18n/format-money'
import { useLanguage } from '../../../i18n/language'
import { useTerms } from '../../../i18n/term-of'
import { useWords } from '../../../i18n/words'
import { Answered } from '../../../states/answered'
import { officeWords } from '../office-words'
import { Pager, usePlace } from '../record/pager'
import { RecordTable } from '../record/record-table'
import { Book } from './book'

/** The community's ledger and what was given to it. */
export function Money({ community }: { readonly community: string }) {
  const say = useWords(officeWords)
  const term = useTerms()
  const language = useLanguage()
  const place = usePlace()
  const variables = { community, after: place.after }
  const asked = useAnswer(officeMoney, variables)
  const day = (text: string) => formatDay(text, language)
  return (
    <section aria-labelledby="money">
      <h2 id="money">{say('money')}</h2>
      <Book community={community} />
      <Answered of={asked} isEmpty={({ community: of }) => of?.ledger === null}>
        {({ community: of }) => (
          <>
            <h3>{say('accounts')}</h3>
            <RecordTable
              name={say('accounts')}
              rows={of?.ledger?.accounts ?? []}
              keyOf={({ account }) => account}
              columns={[
                { head: say('account'), render: ({ account }) => term('Account', account) },
                { head: say('balance'), isNumber: true, render: ({ balance }) => formatMoney(balance, language) },
              ]}
            />
            <h3>{say('entries')}</h3>
            <RecordTable
              name={say('entries')}
              rows={of?.ledger?.entries.nodes ?? []}
              keyOf={({ id }) => id}
              columns={[
                { head: say('day'), render: ({ bookedOn }) => day(bookedOn) },
                { head: say('debit'), render: ({ debit }) => term('Account', debit) },
                { head: say('credit'), render: ({ credit }) => term('Account', credit) },
                { head: say('amount'), isNumber: true, render: ({ amount }) => formatMoney(amount, language) },
                { head: say('purpose'), render: ({ subject }) => subject },
              ]}
            />
            {of?.ledger && <Pager of={of.ledger.entries} place={place} />}
            <h3>{say('donations')}</h3>
            <RecordTable
              name={say('donations')}
              rows={of?.donations?.nodes ?? []}
              keyOf={({ id }) => id}
              columns={[
                { head: say('day'), render: ({ awardDate }) => day(awardDate) },
                {
                  head: say('from'),
                  render: ({ fundingOrganisation }) => fundingOrganisation?.name ?? say('residents'),
                },
                {
                  head: say('amount'),
                  isNumber: true,
                  render: ({ amountAwarded }) => formatMoney(amountAwarded, language),
                },
                { head: say('purpose'), render: ({ title }) => title },
              ]}
            />
          </>
        )}
      </Answered>
      <GraphLinks operation={officeMoney} variables={variables} />
    </section>
  )
}

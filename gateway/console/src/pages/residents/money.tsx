import { formatDay } from '../../i18n/format-date'
import { formatMoney } from '../../i18n/format-money'
import { useLanguage } from '../../i18n/language'
import { useTerms } from '../../i18n/term-of'
import { useWords } from '../../i18n/words'
import type { CommunityView } from './community-page'
import { residentsWords } from './residents-words'
import '../../figures/figures.css'

const income: readonly string[] = ['ALLOCATION', 'DONATIONS', 'OWN_INCOME', 'FEES']
const spending: readonly string[] = ['LEARNING', 'FACILITIES', 'OPERATION']

/** What came in, and what it was spent on. */
export function Money({ community: { ledger, donations } }: { readonly community: CommunityView }) {
  const say = useWords(residentsWords)
  const language = useLanguage()
  const accounts = ledger?.accounts ?? []
  const given = donations?.nodes.filter((one) => one !== null) ?? []
  return (
    <section aria-labelledby="money">
      <h2 id="money">{say('money')}</h2>
      {ledger === null && <p>{say('notTold')}</p>}
      {accounts.length > 0 && (
        <>
          <p className="lead">{say('moneyLead')}</p>
          <Accounts name={say('income')} accounts={accounts} of={income} />
          <Accounts name={say('spending')} accounts={accounts} of={spending} />
        </>
      )}
      {given.length > 0 && (
        <>
          <h3>{say('donations')}</h3>
          <ul>
            {given.map(({ id, title, amountAwarded, awardDate, fundingOrganisation }) => (
              <li key={id}>
                {title}
                <small className="coverage">
                  {say('donation', {
                    amount: formatMoney(amountAwarded, language),
                    giver: fundingOrganisation?.name ?? say('somebody'),
                    day: formatDay(awardDate, language),
                  })}
                </small>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

interface AccountsProps {
  readonly name: string
  readonly accounts: readonly { readonly account: string; readonly balance: string }[]
  readonly of: readonly string[]
}

/** Income grows by credit, which is less than nothing in the books: shown are the amounts. */
function Accounts({ name, accounts, of }: AccountsProps) {
  const term = useTerms()
  const language = useLanguage()
  const shown = accounts.filter(({ account, balance }) => of.includes(account) && Number(balance) !== 0)
  if (shown.length === 0) return null
  const most = Math.max(...shown.map(({ balance }) => Math.abs(Number(balance))))
  return (
    <>
      <h3>{name}</h3>
      <ul className="accounts">
        {shown.map(({ account, balance }) => (
          <li key={account}>
            <span>{term('Account', account)}</span>
            <span>{formatMoney(balance.replace('-', ''), language)}</span>
            <span className="account-bar" aria-hidden="true">
              <span style={{ width: `${(Math.abs(Number(balance)) / most) * 100}%` }} />
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

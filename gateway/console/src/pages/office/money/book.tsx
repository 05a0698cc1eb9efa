import { recordDonation } from '../../../generated/pages/office/money/record-donation'
import { recordLedgerEntry } from '../../../generated/pages/office/money/record-ledger-entry'
import { useWords } from '../../../i18n/words'
import { Action } from '../form/action'
import { todayInChina } from '../form/field'
import { useChoices } from '../form/use-choices'
import { WriteForm } from '../form/write-form'
import { officeWords } from '../office-words'

/** The forms by which money is booked. */
export function Book({ community }: { readonly community: string }) {
  const say = useWords(officeWords)
  const choices = useChoices()
  return (
    <>
      <Action name={say('recordDonation')}>
        <WriteForm
          operation={recordDonation}
          fixed={{ community }}
          submit={say('book')}
          hasKey
          fields={[
            { name: 'title', kind: 'line', label: say('purpose') },
            { name: 'awardDate', kind: 'day', value: todayInChina() },
            { name: 'amountAwarded', kind: 'line' },
            { name: 'fundingOrganisation', kind: 'pick', of: 'organisation', isOptional: true },
          ]}
        />
      </Action>
      <Action name={say('recordEntry')}>
        <WriteForm
          operation={recordLedgerEntry}
          fixed={{ community }}
          submit={say('book')}
          hasKey
          fields={[
            { name: 'bookedOn', kind: 'day', value: todayInChina() },
            { name: 'debit', kind: 'choice', choices: choices('Account') },
            { name: 'credit', kind: 'choice', choices: choices('Account') },
            { name: 'amount', kind: 'line' },
            { name: 'subject', kind: 'line' },
          ]}
        />
      </Action>
    </>
  )
}

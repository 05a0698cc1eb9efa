import type { OwnNodeQuery } from '../../../generated/pages/autonomy/node/own-node'
import { withdrawMoveConsent } from '../../../generated/pages/autonomy/node/withdraw-move-consent'
import { formatDay, formatMoment } from '../../../i18n/format-date'
import { useLanguage } from '../../../i18n/language'
import { useTerms } from '../../../i18n/term-of'
import { useWords } from '../../../i18n/words'
import { WriteButton } from '../../office/form/write-button'
import { autonomyWords } from '../autonomy-words'

interface ConsentsProps {
  readonly community: string
  readonly consents: NonNullable<NonNullable<OwnNodeQuery['community']>['moveConsents']>
}

/** To which moves the community has consented, with the keys that may have its records. */
export function Consents({ community, consents }: ConsentsProps) {
  const say = useWords(autonomyWords)
  const term = useTerms()
  const language = useLanguage()
  return (
    <>
      <h3>{say('consents')}</h3>
      {consents.length === 0 && <p className="soft">{say('noConsents')}</p>}
      <ul className="items">
        {consents.map(({ direction, until, key, givenAt, withdrawnAt }) => (
          <li key={givenAt} className="card item">
            <p>
              <strong>{term('MoveDirection', direction)}</strong> ·{' '}
              {withdrawnAt === null
                ? say('holdsUntil', { day: formatDay(until, language) })
                : say('withdrawn', { moment: formatMoment(withdrawnAt, language) })}
            </p>
            {key !== null && <code className="code">{key}</code>}
            {withdrawnAt === null && (
              <WriteButton
                operation={withdrawMoveConsent}
                input={{ community, direction }}
                label={say('withdraw')}
                question={say('sureWithdraw')}
              />
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

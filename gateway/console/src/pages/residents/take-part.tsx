import { useTerms } from '../../i18n/term-of'
import { useWords } from '../../i18n/words'
import { alikeHours } from './alike-hours'
import type { CommunityView } from './community-page'
import { residentsWords } from './residents-words'

/** How to take part: what to ask where, and when it is open. */
export function TakePart({ community: { profile, charter, educationCentres } }: { readonly community: CommunityView }) {
  const say = useWords(residentsWords)
  const term = useTerms()
  const daysFrom = (first: string, last: string) =>
    first === last
      ? term('Weekday', first)
      : say('days', { first: term('Weekday', first), last: term('Weekday', last) })
  const centres = educationCentres?.nodes.filter((one) => one !== null) ?? []
  return (
    <section aria-labelledby="take-part">
      <h2 id="take-part">{say('takePart')}</h2>
      <p>{say('takePartLead')}</p>
      {profile?.address && (
        <p>
          <strong>{say('office')}</strong> {profile.address}
        </p>
      )}
      {charter?.selfGovernance && (
        <details>
          <summary>{say('governance')}</summary>
          <p>{charter.selfGovernance}</p>
        </details>
      )}
      {centres.length > 0 && <h3>{say('centres')}</h3>}
      <ul className="cards">
        {centres.map(({ id, name, address, openingHours, contact }) => (
          <li key={id} className="card programme">
            <h3>{name}</h3>
            <p>{address}</p>
            {contact?.telephone && (
              <p>
                <a href={`tel:${contact.telephone}`}>{contact.telephone}</a>
              </p>
            )}
            {contact?.website && (
              <p>
                <a href={contact.website}>{say('website')}</a>
              </p>
            )}
            {openingHours.length > 0 && (
              <ul className="hours">
                {alikeHours(openingHours).map(({ first, last, opens, closes }) => (
                  <li key={`${first} ${opens}`}>{say('hours', { day: daysFrom(first, last), opens, closes })}</li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

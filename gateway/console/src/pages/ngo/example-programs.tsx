import { useWords } from '../../i18n/words'
import { contractWords } from './contract-words'
import { programs } from './programs'

/** Programs that work at this hub as they stand, with the id and the secret of a client. */
export function ExamplePrograms() {
  const say = useWords(contractWords)
  const written = programs(window.location.origin)
  return (
    <>
      <h2>{say('example')}</h2>
      <p className="ngo-text">{say('exampleLead')}</p>
      {(['curl', 'javascript', 'python'] as const).map((language) => (
        <section key={language} aria-labelledby={`example-${language}`}>
          <h3 id={`example-${language}`}>{say(language)}</h3>
          <pre className="example" tabIndex={0} role="region" aria-labelledby={`example-${language}`}>
            <code lang="en">{written[language]}</code>
          </pre>
        </section>
      ))}
    </>
  )
}

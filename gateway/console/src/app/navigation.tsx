import { Link } from '@tanstack/react-router'
import { useWords } from '../i18n/words'
import { appWords } from './app-words'
import { parts } from './parts'

/** The parts of the console. */
export function Navigation() {
  const say = useWords(appWords)
  return (
    <nav aria-label={say('parts')}>
      <ul className="parts">
        {parts.map(({ path, name }) => (
          <li key={path}>
            <Link
              to={path}
              activeOptions={{ exact: path === '/' }}
              search={({ city }) => (city === undefined ? {} : { city })}
            >
              {say(name)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

import { Outlet } from '@tanstack/react-router'
import { useWords } from '../i18n/words'
import { Account } from './account'
import { appWords } from './app-words'
import { CitySwitch } from './city-switch'
import { GeneratedNotice } from './generated-notice'
import { LanguageSwitch } from './language-switch'
import { Navigation } from './navigation'
import './console.css'

/** What stands around every page: the masthead with the parts, what the data is, and the foot. */
export function Frame() {
  const say = useWords(appWords)
  return (
    <>
      <a className="skip" href="#content">
        {say('skip')}
      </a>
      <header className="masthead">
        <div className="wide masthead-row">
          <a className="brand" href="/console">
            <img src="/favicon.svg" alt="" width="36" height="36" />
            {say('hub')}
          </a>
          <CitySwitch />
          <Account />
          <LanguageSwitch />
        </div>
        <div className="wide">
          <Navigation />
        </div>
      </header>
      <GeneratedNotice />
      <main id="content" className="wide" tabIndex={-1}>
        <Outlet />
      </main>
      <footer className="wide">
        <p>
          <a href="/explore">{say('explorer')}</a> · <a href="/about">{say('about')}</a> · {say('footer')}
        </p>
      </footer>
    </>
  )
}

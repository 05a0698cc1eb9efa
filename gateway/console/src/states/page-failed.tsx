import { Button } from 'react-aria-components/Button'
import { Unreachable } from '../graph/answer'
import { useWords } from '../i18n/words'
import { Failed } from './failed'
import { Notice } from './notice'
import { stateWords } from './state-words'

/** In the place of a page that broke while it was drawn: that it is the page, and not the hub, and what to do. */
export function PageFailed({ error }: { readonly error: unknown }) {
  const say = useWords(stateWords)
  const fault = error instanceof Error ? error : new Error(String(error))
  if (isUnloaded(fault)) return <Unloaded />
  return (
    <>
      <h1>{say('pageFailed')}</h1>
      <Notice kind="outage" title={say('pageFault')}>
        <p>{say('pageFailedNext')}</p>
        <Button className="button" onPress={() => window.location.reload()}>
          {say('reload')}
        </Button>{' '}
        <Button className="button" onPress={() => window.history.back()}>
          {say('goBack')}
        </Button>
        <p>
          <small>{say('tellOperators', { fault: fault.message, page: window.location.pathname })}</small>
        </p>
      </Notice>
    </>
  )
}

/** A page whose script did not come: the hub is down, or it was renewed since the first page was loaded. */
function Unloaded() {
  const say = useWords(stateWords)
  return (
    <>
      <h1>{say('unloaded')}</h1>
      <Failed error={new Unreachable(undefined)} onAgain={() => window.location.reload()} />
    </>
  )
}

/** What browsers call the fault of a script that could not be loaded, which has no type of its own. */
function isUnloaded({ message }: Error): boolean {
  return /dynamically imported module|importing a module script failed|unable to preload css/i.test(message)
}

import { GraphiQL } from 'graphiql'
import 'graphiql/setup-workers/vite'
import 'graphiql/style.css'
import { createRoot } from 'react-dom/client'
import { examples } from './examples'
import './explore.css'
import { handedOver } from './handed-over'
import { postOperation } from './post-operation'

const place = document.getElementById('explore')
if (place === null) throw new Error('The page has no element with the id "explore".')

// With tabs of an earlier visit, the explorer opens one more; without, the operation stands before the examples.
const handed = handedOver(window.location.hash)

createRoot(place).render(
  <GraphiQL
    fetcher={postOperation}
    defaultTabs={handed ? [handed, ...examples] : examples}
    {...(handed && { initialQuery: handed.query, initialVariables: handed.variables })}
    defaultEditorToolsVisibility={handed ? 'variables' : 'headers'}
    shouldPersistHeaders={false}
  >
    <GraphiQL.Logo>
      <a className="home" href="/">
        社区枢纽 <span>Shequ Hub</span>
      </a>
    </GraphiQL.Logo>
  </GraphiQL>,
)

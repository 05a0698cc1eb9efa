import { createRoot } from 'react-dom/client'
import { Console } from './app/console'

const place = document.getElementById('console')
if (place === null) throw new Error('The page has no element with the id "console".')

createRoot(place).render(<Console />)

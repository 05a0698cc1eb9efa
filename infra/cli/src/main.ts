import { hub } from './hub.js'
import { reportFailure } from './report-failure.js'

try {
  await hub().parseAsync()
} catch (error) {
  reportFailure(error)
}

import { join } from 'node:path'
import { pictures } from './pictures.js'
import { takePictures } from './take-pictures.js'

/** Compiled, it stands in `tests/dist/pictures`. */
const folder = join(import.meta.dirname, '../../../gateway/console/pictures')
const [url = 'http://localhost:4000'] = process.argv.slice(2)

for (const file of await takePictures(url, folder, pictures)) process.stdout.write(`${file}\n`)

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'

const bundle = fileURLToPath(new URL('../../dist/console/', import.meta.url))

/** What vite says of a bundled file. */
interface Chunk {
  readonly file: string
  readonly imports?: readonly string[]
}

const manifest = JSON.parse(readFileSync(`${bundle}.vite/manifest.json`, 'utf8')) as Record<string, Chunk>

/** The scripts that are loaded with some modules, each once. */
function scriptsOf(modules: readonly string[], seen = new Set<string>()): readonly string[] {
  return modules
    .filter((module) => !seen.has(module) && seen.add(module))
    .flatMap((module) => {
      const { file, imports = [] } = manifest[module] ?? { file: `nothing: ${module}` }
      return [file, ...scriptsOf(imports, seen)]
    })
}

test('the first page loads at most 300 kB of script', () => {
  const scripts = scriptsOf(['index.html', 'src/pages/city/city-page.tsx'])
  expect(scripts.length).toBeGreaterThan(1)
  const sizes = scripts.map((file) => gzipSync(readFileSync(bundle + file)).length)
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(300_000)
})

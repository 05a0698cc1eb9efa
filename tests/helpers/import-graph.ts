import { readFile, readdir } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'

/** Who imports whom: of each file, the files that it imports, types included. */
export type ImportGraph = ReadonlyMap<string, ReadonlySet<string>>

const imported = /(?:from|import)\s*\(?\s*'([^']+)'/g

/**
 * Reads what the sources of packages import of one another; tests and what is generated are left out.
 *
 * @param packages the folder of each package by its name, from the root
 */
export async function readImports(root: string, packages: Readonly<Record<string, string>>): Promise<ImportGraph> {
  const files = (await Promise.all(Object.values(packages).map((folder) => sourcesIn(join(root, folder))))).flat()
  const known = new Set(files)
  const fileOf = (from: string, target: string) => {
    if (target.startsWith('.')) return resolve(dirname(from), target.replace(/\.js$/, '.ts'))
    const [, name = '', file = 'index'] = /^@shequ\/([^/]+)(?:\/(.*))?$/.exec(target) ?? []
    return packages[name] === undefined ? '' : join(root, packages[name], 'src', `${file}.ts`)
  }
  const graph = new Map<string, Set<string>>()
  for (const file of files) {
    const text = await readFile(file, 'utf8')
    const targets = [...text.matchAll(imported)].map(([, target = '']) => fileOf(file, target))
    graph.set(relative(root, file), new Set(targets.filter((target) => known.has(target)).map(toRoot)))
  }
  return graph

  function toRoot(file: string): string {
    return relative(root, file)
  }
}

async function sourcesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true })
  return entries
    .filter(
      (name) =>
        /\.tsx?$/.test(name) && !/(^|\/)(node_modules|dist|generated|testing)\/|\.test\.ts$|\.d\.ts$/.test(name),
    )
    .map((name) => join(folder, name))
}

/** The same between folders: one imports another when a file of it does. */
export function foldersOf(graph: ImportGraph): ImportGraph {
  const folders = new Map<string, Set<string>>()
  for (const [file, targets] of graph) {
    const from = dirname(file)
    const to = folders.get(from) ?? new Set()
    for (const target of targets) if (dirname(target) !== from) to.add(dirname(target))
    folders.set(from, to)
  }
  return folders
}

/** A way from each that is part of a circle back to itself, the shortest, each circle once. */
export function circlesOf(graph: ImportGraph): readonly string[] {
  const found = new Map<string, string>()
  for (const start of graph.keys()) {
    const way = wayBack(graph, start)
    const name = way?.toSorted().join()
    if (way !== undefined && name !== undefined && !found.has(name)) found.set(name, [...way, start].join(' → '))
  }
  return [...found.values()]
}

function wayBack(graph: ImportGraph, start: string): readonly string[] | undefined {
  const seen = new Set([start])
  let ways: string[][] = [[start]]
  while (ways.length > 0) {
    const longer: string[][] = []
    for (const way of ways) {
      for (const next of graph.get(way.at(-1) ?? '') ?? []) {
        if (next === start) return way
        if (seen.has(next)) continue
        seen.add(next)
        longer.push([...way, next])
      }
    }
    ways = longer
  }
  return undefined
}

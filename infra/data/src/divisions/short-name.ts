const COMMITTEE = /(社区居民委员会|社区居委会|居民委员会|居委会|村民委员会|村委会|社区)$/u
const LEVEL = /(街道办事处|街道|地区|镇|乡|市|区|县)$/u

/** The other names of a committee: its official one without the word for committee. None when less than two characters stay. */
export function otherNamesOfCommunity(name: string): string[] {
  return shorten(name, COMMITTEE)
}

/** A committee's name without the word for committee, or the official one when nothing would stay. */
export function shortNameOfCommunity(name: string): string {
  return otherNamesOfCommunity(name)[0] ?? name
}

/** The other names of a city, borough or street: its official one without the word for its level. */
export function otherNamesOfArea(name: string): string[] {
  return shorten(name, LEVEL)
}

function shorten(name: string, ending: RegExp): string[] {
  const short = name.replace(ending, '')
  return short !== name && short.length >= 2 ? [short] : []
}

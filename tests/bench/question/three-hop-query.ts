/** Shanghai, which the query asks for. */
export const city = '310000000000'

/** The day from which programmes are asked for: fixed, in the years that activity is generated for. */
export const from = '2025-09-15'

/** City to boroughs to 20 communities of each, five fields of each community and its next 3 programmes. */
export const threeHopQuery = `query ThreeHops($city: DivisionCode!, $communities: Int!, $programmes: Int!, $from: Date!) {
  city(code: $city) {
    name
    boroughs {
      code
      name
      communities(first: $communities) {
        nodes {
          code
          name
          kind
          residents
          street { name }
          programmes(first: $programmes, from: $from) { nodes { title startsOn endsOn places } }
        }
      }
    }
  }
}`

export const threeHopVariables = { city, communities: 20, programmes: 3, from }

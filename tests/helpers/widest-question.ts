/** Close to all that may be asked of Shanghai at once by `MAX_RECORDS`: of every community what it takes to answer. */
export const widestQuestion = `{ city(code: "310000000000") { name boroughs { code name
  communities(first: 340) { nodes { code name kind residents street { name } charter { selfGovernance }
    programmes(first: 3, from: "2024-01-01") { nodes { title startsOn endsOn places } }
    competences(first: 1) { nodes { id } }
  } } } } }`

/** All boroughs of Shanghai. In a city of a few there are too few communities that could compensate a shift. */
export const boroughs = [101, 104, 105, 106, 107, 109, 110, 112, 113, 114, 115, 116, 117, 118, 120, 151].map(
  (borough) => `310${borough}000000`,
)

/** What `CustomConverter` of opencc-js takes: each traditional character with its simplified one. The package has no types for it. */
declare module 'opencc-js/dict/TSCharacters' {
  const characters: string
  export default characters
}

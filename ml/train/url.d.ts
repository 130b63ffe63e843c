/** The bundler's address of a file that the page serves. */
declare module '*?url' {
  const url: string
  export default url
}

/**
 * An e-mail address with its domain in ASCII, as mail servers and Firebase need it: `anna@bücher.example` becomes
 * `anna@xn--bcher-kva.example` (RFC 5891). Another text stays as it is.
 */
export const withAsciiDomain = (address: string): string => {
  const at = address.lastIndexOf('@')
  const domain = address.slice(at + 1)
  // The parser of web addresses must read nothing but a domain.
  if (at < 1 || !/[^\p{ASCII}]/u.test(domain) || /[\s/?#:\\[\]%]/.test(domain)) return address
  const ascii = URL.parse(`http://${domain}`)?.hostname
  return ascii ? `${address.slice(0, at)}@${ascii}` : address
}

/** Shortens every URL in a text to its origin without credentials, because paths and queries of RPC URLs carry keys. */
export function redactUrls(text: string): string {
  return text.replace(/\b(https?|wss?|postgres(?:ql)?):\/\/[^\s"'`<>)]+/gi, (url) => describeNode(url));
}

/** A URL's protocol, host and port alone. */
export function describeNode(url: string): string {
  if (!URL.canParse(url)) return '(a URL)';
  const { protocol, host, pathname, search } = new URL(url);
  return `${protocol}//${host}${pathname.length > 1 || search !== '' ? '/…' : ''}`;
}

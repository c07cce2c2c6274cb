/** The address under which a mailbox takes what was forwarded: what stands behind a plus comes to it as well. */
export function captureAddressOf(address: string): string | null {
  const at = address.lastIndexOf('@');
  return at > 0 ? `${address.slice(0, at)}+rapport${address.slice(at)}` : null;
}

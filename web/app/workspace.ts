/** The workspace this page shows. Every request names it, whichever one another window has turned to. */
let shown: string | undefined;

const place = 'rapport.workspace';

/** Known once the session is; before that the one this window was turned to, if any. */
export function shownWorkspace(): string | undefined {
  if (shown) return shown;
  try {
    return sessionStorage.getItem(place) ?? undefined;
  } catch {
    return undefined;
  }
}

export function showWorkspace(id: string | undefined): void {
  shown = id;
}

/** After a reload this window asks for that one, also where the server has not heard of the turn yet. */
export function rememberWorkspace(id: string | undefined): void {
  shown = undefined;
  try {
    if (id) sessionStorage.setItem(place, id);
    else sessionStorage.removeItem(place);
  } catch {
    // Then it is the one the session was turned to last.
  }
}

/** For what can set no header: links, frames, streams. */
export function inShownWorkspace(address: string): string {
  const workspace = shownWorkspace();
  if (!workspace) return address;
  return `${address}${address.includes('?') ? '&' : '?'}workspace=${workspace}`;
}

import type { ConnectionKind } from '../../../shared/platform/connections.ts';
import { PasswordField, TextField } from '../../ui/Field.tsx';
import { useWords } from '../../ui/words.ts';

/** A server of calendars or address books, or a link, as it is typed. */
export interface CalendarDraft {
  kind: Extract<ConnectionKind, 'caldav' | 'carddav' | 'ics'>;
  url: string;
  user: string;
  password: string;
  link: string;
}

export const emptyCalendar: CalendarDraft = {
  kind: 'caldav',
  url: '',
  user: '',
  password: '',
  link: '',
};

/** Settings and secret as the connection of this kind has them; nothing secret stands in the settings. */
export function attemptOf({ kind, url, user, password, link }: CalendarDraft, kept?: object) {
  return kind === 'ics'
    ? {
        kind,
        settings: link ? { host: hostOf(link) } : { ...kept },
        ...(link ? { secret: { url: link.trim() } } : {}),
      }
    : { kind, settings: { url: url.trim(), user }, ...(password ? { secret: { password } } : {}) };
}

export function hostOf(address: string): string {
  const url = URL.parse(
    /^[a-z][a-z0-9+.-]*:\/\//i.test(address.trim())
      ? address.trim().replace(/^webcal:/i, 'https:')
      : `https://${address.trim()}`,
  );
  return url?.host || address.trim().slice(0, 300) || '–';
}

/** Where the calendar lies and how it opens. */
export function CalendarFields({
  draft,
  onChange,
  isKept = false,
}: {
  draft: CalendarDraft;
  onChange: (draft: CalendarDraft) => void;
  /** What is secret is known already, and stays when nothing is typed. */
  isKept?: boolean;
}) {
  const say = useWords();
  const set = (change: Partial<CalendarDraft>) => onChange({ ...draft, ...change });
  if (draft.kind === 'ics') {
    return (
      <TextField
        label={say('connections.link.url')}
        description={say(isKept ? 'connections.link.kept' : 'connections.link.url.words')}
        name="secret.url"
        autoComplete="off"
        spellCheck="false"
        value={draft.link}
        onChange={(link) => set({ link })}
        isRequired={!isKept}
      />
    );
  }
  return (
    <>
      <TextField
        label={say('connections.calendar.url')}
        description={say(
          draft.kind === 'carddav'
            ? 'connections.book.url.words'
            : 'connections.calendar.url.words',
        )}
        name="settings.url"
        autoComplete="off"
        spellCheck="false"
        value={draft.url}
        onChange={(url) => set({ url })}
        isRequired
      />
      <TextField
        label={say('connections.user')}
        name="settings.user"
        autoComplete="off"
        spellCheck="false"
        value={draft.user}
        onChange={(user) => set({ user })}
        isRequired
      />
      <PasswordField
        label={say('connections.password')}
        description={say(isKept ? 'connections.password.kept' : 'connections.password.words')}
        name="secret.password"
        autoComplete="new-password"
        value={draft.password}
        onChange={(password) => set({ password })}
        isRequired={!isKept}
      />
    </>
  );
}

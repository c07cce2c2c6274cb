import type { ImapSettings } from '../../../shared/platform/connections.ts';
import { Checkbox, PasswordField, SegmentedField, TextField } from '../../ui/Field.tsx';
import { useWords } from '../../ui/words.ts';

/** The server of a mailbox as it is typed. */
export interface ServerDraft {
  host: string;
  port: string;
  encryption: ImapSettings['encryption'];
  user: string;
  /** The provider at which its owner signs in; without, it opens by a password. */
  signIn?: string;
  /** Where mail is sent from; without a host nothing is. */
  smtp: {
    host: string;
    port: string;
    encryption: ImapSettings['encryption'];
    /** Where it lets one in by another name than the mailbox; with that goes another password. */
    user?: string;
  };
  smtpPassword: string;
}

const emptySmtp = { host: '', port: '465', encryption: 'tls' as const };
export const emptyServer: ServerDraft = {
  host: '',
  port: '993',
  encryption: 'tls',
  user: '',
  smtp: emptySmtp,
  smtpPassword: '',
};

export function draftOf({
  host = '',
  port = 993,
  encryption = 'tls',
  user = '',
  signIn,
  smtp,
}: Partial<ImapSettings>): ServerDraft {
  return {
    host,
    port: String(port),
    encryption,
    user,
    ...(signIn ? { signIn } : {}),
    smtp: smtp ? smtpDraftOf(smtp, user) : emptySmtp,
    smtpPassword: '',
  };
}

/** The name of the mailbox is none of its own. */
function smtpDraftOf(
  { user: own, port, ...smtp }: NonNullable<ImapSettings['smtp']>,
  user: string,
): ServerDraft['smtp'] {
  const isApart = own !== undefined && own !== user;
  return { ...smtp, port: String(port), ...(isApart ? { user: own } : {}) };
}

/** What stands in no field stays for the server to refuse, which names the field. */
export function settingsFrom(
  address: string,
  { host, port, encryption, user, signIn, smtp }: ServerDraft,
) {
  return {
    address: address.trim(),
    host: host.trim(),
    port: Number(port),
    encryption,
    user,
    ...(signIn ? { signIn } : {}),
    ...(smtp.host.trim()
      ? { smtp: { ...smtp, host: smtp.host.trim(), port: Number(smtp.port) } }
      : {}),
  };
}

/** What opens it, as far as it was typed; what was not stays as it is kept. */
export function secretFrom(password: string, { smtp, smtpPassword }: ServerDraft) {
  const isApart = smtp.user !== undefined && smtp.host.trim() !== '' && smtpPassword !== '';
  return {
    ...(password === '' ? {} : { password }),
    ...(isApart ? { smtpPassword } : {}),
  };
}

/** Host, port, encryption and name: found from the address, and each to be corrected by hand. */
export function ServerFields({
  draft,
  isKept = false,
  onChange,
}: {
  draft: ServerDraft;
  /** What is not typed anew stays. */
  isKept?: boolean;
  onChange: (draft: ServerDraft) => void;
}) {
  const say = useWords();
  const usualPort = { tls: '993', starttls: '143', none: '143' };
  return (
    <>
      <div className="grid gap-16 tablet:grid-cols-[1fr_120px]">
        <TextField
          label={say('connections.host')}
          name="settings.host"
          autoComplete="off"
          spellCheck="false"
          value={draft.host}
          onChange={(host) => onChange({ ...draft, host })}
          isRequired
        />
        <TextField
          label={say('connections.port')}
          name="settings.port"
          autoComplete="off"
          value={draft.port}
          onChange={(port) => onChange({ ...draft, port: port.replaceAll(/\D/g, '') })}
          isRequired
        />
      </div>
      <SegmentedField
        label={say('connections.encryption')}
        description={
          draft.encryption === 'none'
            ? say('connections.encryption.none.words')
            : draft.encryption === 'starttls'
              ? say('connections.encryption.starttls.words')
              : undefined
        }
        name="settings.encryption"
        value={draft.encryption}
        onChange={(encryption) =>
          onChange({
            ...draft,
            encryption,
            // A port of one's own stays.
            port: draft.port === usualPort[draft.encryption] ? usualPort[encryption] : draft.port,
          })
        }
        options={[
          { id: 'tls', label: say('connections.encryption.tls') },
          { id: 'starttls', label: say('connections.encryption.starttls') },
          { id: 'none', label: say('connections.encryption.none') },
        ]}
      />
      <TextField
        label={say('connections.user')}
        description={say('connections.user.words')}
        name="settings.user"
        autoComplete="off"
        spellCheck="false"
        value={draft.user}
        onChange={(user) => onChange({ ...draft, user })}
        isRequired
      />
      <SmtpFields draft={draft.smtp} onChange={(smtp) => onChange({ ...draft, smtp })} />
      {draft.smtp.host.trim() === '' || draft.signIn ? null : (
        <SmtpSignIn draft={draft} isKept={isKept} onChange={onChange} />
      )}
    </>
  );
}

/** The server that sends; with the same name and password, if not told otherwise. */
function SmtpFields({
  draft,
  onChange,
}: {
  draft: ServerDraft['smtp'];
  onChange: (draft: ServerDraft['smtp']) => void;
}) {
  const say = useWords();
  const usualPort = { tls: '465', starttls: '587', none: '587' };
  return (
    <>
      <div className="grid gap-16 tablet:grid-cols-[1fr_120px]">
        <TextField
          label={say('connections.smtp.host')}
          description={say('connections.smtp.words')}
          name="settings.smtp.host"
          autoComplete="off"
          spellCheck="false"
          value={draft.host}
          onChange={(host) => onChange({ ...draft, host })}
        />
        <TextField
          label={say('connections.smtp.port')}
          name="settings.smtp.port"
          autoComplete="off"
          value={draft.port}
          onChange={(port) => onChange({ ...draft, port: port.replaceAll(/\D/g, '') })}
        />
      </div>
      {draft.host.trim() === '' ? null : (
        <SegmentedField
          label={say('connections.smtp.encryption')}
          name="settings.smtp.encryption"
          value={draft.encryption}
          onChange={(encryption) =>
            onChange({
              ...draft,
              encryption,
              port: draft.port === usualPort[draft.encryption] ? usualPort[encryption] : draft.port,
            })
          }
          options={[
            { id: 'tls', label: say('connections.encryption.tls') },
            { id: 'starttls', label: say('connections.encryption.starttls') },
            { id: 'none', label: say('connections.encryption.none') },
          ]}
        />
      )}
    </>
  );
}

/** Some servers that send let one in by another name and password than those the mail is read with. */
function SmtpSignIn({
  draft,
  isKept,
  onChange,
}: {
  draft: ServerDraft;
  isKept: boolean;
  onChange: (draft: ServerDraft) => void;
}) {
  const say = useWords();
  const { user, ...smtp } = draft.smtp;
  return (
    <>
      <Checkbox
        isSelected={user !== undefined}
        onChange={(isApart) => onChange({ ...draft, smtp: isApart ? { ...smtp, user: '' } : smtp })}
      >
        {say('connections.smtp.apart')}
      </Checkbox>
      {user === undefined ? null : (
        <>
          <TextField
            label={say('connections.smtp.user')}
            name="settings.smtp.user"
            autoComplete="off"
            spellCheck="false"
            value={user}
            onChange={(typed) => onChange({ ...draft, smtp: { ...smtp, user: typed } })}
            isRequired
          />
          <PasswordField
            label={say('connections.smtp.password')}
            {...(isKept ? { description: say('connections.password.kept') } : {})}
            name="secret.smtpPassword"
            autoComplete="new-password"
            value={draft.smtpPassword}
            onChange={(smtpPassword) => onChange({ ...draft, smtpPassword })}
          />
        </>
      )}
    </>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { PartyInput, PartyKind } from '../../../shared/identify/parties.ts';
import { ApiProblem } from '../../app/api.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { SegmentedField, TextField } from '../../ui/Field.tsx';
import { Form } from '../../ui/Form.tsx';
import { toast } from '../../ui/toast.ts';
import { useWords } from '../../ui/words.ts';
import { OneOfThese } from '../duplicates/OneOfThese.tsx';
import { FieldValueBox } from '../fields/FieldValueBox.tsx';
import { isOwn, type OwnFieldView } from '../fields/shown.ts';
import { CompanyBox, type CompanyChoice } from './CompanyBox.tsx';
import { usePartyChanges } from './changes.ts';
import { catalogQuery } from './queries.ts';
import { fieldWords, nounMessages, visibilityMessages } from './words.ts';

export interface NewPartyDialogProps {
  kind: PartyKind;
  /** Where the new person works, when added from a company's page. */
  company?: CompanyChoice;
  /** What they are to us, when added from the list of such. */
  role?: string;
  /** The number they called from. */
  phone?: string;
  onClose: () => void;
}

const nobody = { name: '', email: '', phone: '', web: '', title: '' };

/** One way to identify somebody is enough: a name, an e-mail address or a phone number. */
export default function NewPartyDialog({
  kind,
  company: given,
  role,
  phone: number = '',
  onClose,
}: NewPartyDialogProps) {
  const say = useWords();
  const navigate = useNavigate();
  const { create, undo } = usePartyChanges(kind);
  const [texts, setTexts] = useState({ ...nobody, phone: number });
  const asked = useAskedFields(kind);
  const [values, setValues] = useState<Record<string, unknown>>({});
  const [company, setCompany] = useState<CompanyChoice | null>(given ?? null);
  const [visibility, setVisibility] = useState<'everyone' | 'private'>('everyone');
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<string>();
  const [isWorking, setWorking] = useState(false);
  const set = (field: keyof typeof nobody) => (text: string) =>
    setTexts((old) => ({ ...old, [field]: text }));

  const submit = async () => {
    const { name, email, phone, web, title } = trimmed(texts);
    setProblem(undefined);
    if (!name && !email && !phone) {
      setErrors({ name: say('identify.new.oneIsEnough') });
      return;
    }
    setErrors({});
    setWorking(true);
    const input: PartyInput = {
      name,
      emails: email ? [email] : [],
      phones: phone ? [phone] : [],
      web: web ? [web] : [],
      // Who sees a record of such a kind is laid down for the kind; staff, for one, are private.
      ...(role ? { roles: [{ role }] } : { visibility }),
      values,
      ...(kind === 'person' && company
        ? { affiliation: { companyId: company.id, companyName: company.name, title } }
        : {}),
    };
    try {
      const { id, event } = await create(input);
      onClose();
      await navigate({
        to: kind === 'person' ? '/people/$id' : '/companies/$id',
        params: { id },
      });
      toast(say('identify.new.added', { name: name || email || phone }), {
        tone: 'good',
        undo: async () => {
          await undo(id, event);
          await navigate({ to: kind === 'person' ? '/people' : '/companies' });
        },
      });
    } catch (error) {
      if (error instanceof ApiProblem && error.fields) setErrors(besideFields(error.fields));
      else setProblem(error instanceof Error ? error.message : String(error));
      setWorking(false);
    }
  };

  return (
    <Dialog
      title={say(nounMessages[kind].add)}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{say('ui.cancel')}</Button>
          <Button variant="primary" isWorking={isWorking} onPress={() => void submit()}>
            {say('ui.add')}
          </Button>
        </>
      }
    >
      <Form
        onSubmit={() => void submit()}
        errors={errors}
        problem={problem}
        aria-label={say(nounMessages[kind].add)}
      >
        <TextField
          label={fieldWords(say, 'name')}
          name="name"
          autoComplete="off"
          description={say('identify.new.oneIsEnough')}
          value={texts.name}
          onChange={set('name')}
          error={errors.name}
          autoFocus
        />
        <TextField
          label={fieldWords(say, 'email')}
          name="email"
          type="email"
          autoComplete="off"
          value={texts.email}
          onChange={set('email')}
          error={errors.email}
        />
        <TextField
          label={fieldWords(say, 'phone')}
          name="phone"
          type="tel"
          autoComplete="off"
          value={texts.phone}
          onChange={set('phone')}
          error={errors.phone}
        />
        {kind === 'person' ? (
          <>
            <CompanyBox value={company} onChange={setCompany} />
            {company ? (
              <TextField
                label={fieldWords(say, 'title')}
                value={texts.title}
                onChange={set('title')}
                autoComplete="off"
              />
            ) : null}
          </>
        ) : (
          <TextField
            label={fieldWords(say, 'web')}
            name="web"
            type="url"
            autoComplete="off"
            value={texts.web}
            onChange={set('web')}
            error={errors.web}
          />
        )}
        {asked.map((field) => (
          <FieldValueBox
            key={field.own}
            field={field}
            value={field.name in values ? values[field.name] : field.default}
            onChange={(value) => setValues((old) => ({ ...old, [field.name]: value ?? null }))}
            error={errors[field.name]}
          />
        ))}
        <OneOfThese
          kind={kind}
          draft={{ ...draftOf(texts), company: company?.name ?? '' }}
          onOpen={onClose}
        />
        {role ? null : (
          <SegmentedField
            label={fieldWords(say, 'visibility')}
            options={[
              { id: 'everyone', label: say(visibilityMessages.everyone) },
              { id: 'private', label: say(visibilityMessages.private) },
            ]}
            value={visibility}
            onChange={setVisibility}
          />
        )}
        <button type="submit" hidden disabled={isWorking} />
      </Form>
    </Dialog>
  );
}

/** Fields of the company's own that are asked for of everybody new. */
function useAskedFields(kind: PartyKind): OwnFieldView[] {
  const { data: catalog } = useQuery(catalogQuery);
  const fields = catalog?.find(({ name }) => name === kind)?.fields ?? [];
  return fields.filter(isOwn).filter(({ asked, editable }) => asked && editable);
}

/** What of the form tells somebody from others. */
function draftOf({ name, email, phone, web }: typeof nobody) {
  return trimmed({ name, email, phone, web });
}

function trimmed<Texts extends Record<string, string>>(texts: Texts): Texts {
  return Object.fromEntries(
    Object.entries(texts).map(([field, text]) => [field, text.trim()]),
  ) as Texts;
}

/** The server speaks of `emails.0`; the form has one box for it. */
function besideFields(fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).map(([path, message]) => [
      path
        .replace(/^emails?\b.*/, 'email')
        .replace(/^phones?\b.*/, 'phone')
        .replace(/^web\b.*/, 'web'),
      message,
    ]),
  );
}

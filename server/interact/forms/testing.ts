import type { FormInput, FormView } from '../../../shared/interact/forms.ts';
import type { Caller, Reply } from '../../testing/company.ts';

export const usualForm: FormInput = {
  title: 'Contact us',
  fields: [
    { kind: 'name', required: true },
    { kind: 'email', required: true },
    { kind: 'phone', required: false },
    { kind: 'company', required: false },
    { kind: 'message', required: true },
  ],
};

/** A stranger before a form, as a browser without a script. */
export class Visitor {
  readonly #door: Caller;
  readonly path: string;

  constructor(door: Caller, { address }: Pick<FormView, 'address'>) {
    this.#door = door;
    this.path = new URL(address).pathname;
  }

  async open(): Promise<{ text: string; headers: Headers; ticket: string; status: number }> {
    const { text, headers, status } = await this.#door.send('GET', this.path);
    return { text, headers, status, ticket: /name="ticket" value="([^"]+)"/.exec(text)?.[1] ?? '' };
  }

  /** Sends a page, with whatever a test says instead. */
  send(
    values: Record<string, string>,
    headers: Record<string, string> = {},
  ): Promise<Reply<undefined>> {
    return this.#door.send('POST', this.path, {
      body: new URLSearchParams(values).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    }) as Promise<Reply<undefined>>;
  }

  /** Fills in the form of this moment and sends it. */
  async fillIn(values: Record<string, string>): Promise<Reply<undefined>> {
    return this.send({ ticket: (await this.open()).ticket, ...values });
  }
}

export async function makeForm(by: Caller, input: Partial<FormInput> = {}): Promise<FormView> {
  const { body, status, text } = await by.post('forms', { ...usualForm, ...input });
  if (status !== 201) throw new Error(text);
  return formWith(by, body.id);
}

export async function formWith(by: Caller, id: string): Promise<FormView> {
  const { body } = await by.get<{ rows: FormView[] }>('forms');
  return body.rows.find((one) => one.id === id)!;
}

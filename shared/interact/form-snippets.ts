import { answerName, type FormField } from './forms.ts';

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replaceAll(/[&<>"]/g, (sign) => entities[sign]!);

/** The form in a frame of somebody's page. */
export const frameSnippet = ({ address, title }: { address: string; title: string }): string =>
  `<iframe src="${escaped(address)}" title="${escaped(title)}" style="width:100%;height:48rem;border:0"></iframe>`;

/**
 * The form as plain HTML, to be dressed as the page is. It leads to the page of the form, filled in, where it
 * is looked over and sent: only there stands what makes each sending count once.
 */
export function plainSnippet(
  { address, fields }: { address: string; fields: readonly FormField[] },
  labelOf: (field: FormField) => string,
  send: string,
): string {
  const lines = fields.map((field) => {
    const name = escaped(answerName(field));
    const needed = field.required ? ' required' : '';
    const box =
      field.kind === 'message'
        ? `<textarea name="${name}"${needed}></textarea>`
        : field.kind === 'question' && field.choices.length > 0
          ? `<select name="${name}"${needed}><option></option>${field.choices.map((choice) => `<option>${escaped(choice)}</option>`).join('')}</select>`
          : `<input name="${name}" type="${field.kind === 'email' ? 'email' : field.kind === 'phone' ? 'tel' : 'text'}"${needed}>`;
    return `  <label>${escaped(labelOf(field))} ${box}</label>`;
  });
  return [
    `<form method="post" action="${escaped(address)}" accept-charset="utf-8">`,
    ...lines,
    `  <button>${escaped(send)}</button>`,
    '</form>',
  ].join('\n');
}

import { strikeOut } from '../../identify/privacy/needles.ts';
import { registerPersonalData } from '../../identify/privacy/registry.ts';

/** Templates are about nobody, and somebody may have written a name into one. */
export function registerTemplateData(): void {
  registerPersonalData({
    tables: {
      mail_templates: 'Mails that are written again and again; struck.',
      writing_choices: 'Of what colleagues want to be told while they write; no person.',
    },
    erase: async (house, { needles }) => ({
      struck: await strikeOut(house, needles, {
        table: 'mail_templates',
        texts: ['name', 'subject', 'html'],
      }),
    }),
  });
}

import { Refusal } from '../../../shared/platform/errors.ts';

export class TemplateNotFound extends Refusal {
  constructor() {
    super('template.not-found', 404, 'There is no such template, or you may not see it.');
  }
}

export class TemplateNotYours extends Refusal {
  constructor() {
    super(
      'template.not-yours',
      403,
      'Only who made a template, or an owner of the workspace, changes it. Save it as one of your own instead.',
    );
  }
}

export class TooManyTemplates extends Refusal {
  constructor() {
    super(
      'template.too-many',
      409,
      'You have 500 templates. Remove one before you save another; your text is kept.',
    );
  }
}

export class UnknownPlaceholder extends Refusal {
  constructor(field: 'subject' | 'html', name: string) {
    super(
      'template.placeholder',
      422,
      `Nothing is known under "${name}". Choose a placeholder from the list, or write it without the double braces. Nothing was saved.`,
      { fields: { [field]: `Nothing is known under "${name}". Choose one from the list.` } },
    );
  }
}

export class BrokenPlaceholder extends Refusal {
  constructor(field: 'subject' | 'html') {
    super(
      'template.braces',
      422,
      'Double braces are for placeholders, and one of them is not whole: write it in one go, all in the same shape, as from the list. Nothing was saved.',
      { fields: { [field]: 'A placeholder is not whole. Choose it from the list.' } },
    );
  }
}

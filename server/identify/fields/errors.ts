import { Refusal } from '../../../shared/platform/errors.ts';

export class FieldNotFound extends Refusal {
  constructor() {
    super('field.not-found', 404, 'There is no such field, or you may not see it.');
  }
}

export class NoSuchField extends Refusal {
  constructor(name: string, known: readonly string[]) {
    const sentence =
      known.length === 0
        ? `There is no field "${name}". An owner can add one in the settings.`
        : `There is no field "${name}". Use one of: ${known.join(', ')}.`;
    super('field.unknown', 422, sentence, { fields: { field: sentence } });
  }
}

export class FieldNotYours extends Refusal {
  constructor(label: string) {
    super(
      'field.not-yours',
      403,
      `You may see “${label}” but not change it. An owner can change who edits this field.`,
    );
  }
}

export class UnusableFieldValue extends Refusal {
  constructor(name: string, message: string) {
    super('field.unusable-value', 422, message, { fields: { [name]: message } });
  }
}

export class UnusableField extends Refusal {
  constructor(field: string, message: string) {
    super('field.unusable', 422, message, { fields: { [field]: message } });
  }
}

export class FieldNameTaken extends Refusal {
  constructor(label: string) {
    const sentence = `There is a field called “${label}” already. Choose another label, or bring the retired one back.`;
    super('field.label-taken', 409, sentence, { fields: { label: sentence } });
  }
}

export class TooManyFields extends Refusal {
  constructor(most: number) {
    super(
      'field.too-many',
      409,
      `There are ${most} fields of your own already, and no more are possible. Retire one that nobody uses.`,
    );
  }
}

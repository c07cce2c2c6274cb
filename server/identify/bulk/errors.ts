import { Refusal } from '../../../shared/platform/errors.ts';

export class BulkActNotFound extends Refusal {
  constructor() {
    super('bulk.not-found', 404, 'There is no such bulk change of yours.');
  }
}

export class BulkActUnderWay extends Refusal {
  constructor() {
    super(
      'bulk.under-way',
      409,
      'This bulk change is being worked on. Wait until it is done; nothing was changed by asking.',
    );
  }
}

export class BulkActNotUndoable extends Refusal {
  constructor() {
    super(
      'bulk.not-undoable',
      409,
      'This bulk change was taken back already, or never took place. Nothing was changed now.',
    );
  }
}

export class FieldNotForMany extends Refusal {
  constructor(field: string, possible: readonly string[]) {
    const message = `"${field}" cannot be changed for many at once in this way. Possible are: ${possible.join(', ')}.`;
    super('bulk.field', 422, message, { fields: { field: message } });
  }
}

export class ValueNotUsable extends Refusal {
  constructor(field: string, message: string) {
    super('bulk.value', 422, message, { fields: { value: `${field}: ${message}` } });
  }
}

export class RoleNotForMany extends Refusal {
  constructor(role: string) {
    super(
      'bulk.role',
      422,
      `Whoever is "${role}" is kept from the others, which only the owner of each record decides. Give this role on the record itself; nothing was changed now.`,
    );
  }
}

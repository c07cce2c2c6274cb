import { Refusal } from '../../../shared/platform/errors.ts';
import type { Entity } from '../../platform/catalog/catalog.ts';

export class UnusableColumn extends Refusal {
  constructor(name: string, { fields }: Entity) {
    const known = fields.map((field) => field.name).join(', ');
    const message = `There is no field "${name}" to export. Use some of: ${known}.`;
    super('export.unusable-column', 400, message, { fields: { columns: message } });
  }
}

export class NoTable extends Refusal {
  constructor(format: string) {
    const message = `Columns can be chosen for CSV and XLSX; "${format}" always holds whole records. Leave out columns, or choose another format.`;
    super('export.no-table', 400, message, { fields: { columns: message } });
  }
}

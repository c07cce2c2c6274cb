import type { CellReason } from '../../../shared/identify/cells.ts';
import { Refusal } from '../../../shared/platform/errors.ts';

/** One cell cannot take what it was given; the others go on. */
export class CellRefused extends Refusal {
  readonly because: CellReason;

  constructor(because: CellReason, message: string) {
    super('cells.refused', 422, message);
    this.because = because;
  }
}

export class NoSuchColumn extends Refusal {
  constructor(names: readonly string[]) {
    const sentence = `There is no column ${names.map((name) => `"${name}"`).join(', ')}, or you may not see it. Nothing was changed.`;
    super('cells.column', 422, sentence, { fields: { fields: sentence } });
  }
}

import { Refusal } from '../../../shared/platform/errors.ts';

export class ImportNotFound extends Refusal {
  constructor() {
    super('import.not-found', 404, 'There is no such import, or you may not see it.');
  }
}

export class ImportNotYours extends Refusal {
  constructor() {
    super(
      'import.not-yours',
      403,
      'Only whoever started an import, or an owner of the workspace, may do this.',
    );
  }
}

export class ImportStarted extends Refusal {
  constructor() {
    super(
      'import.started',
      409,
      'This import has begun; its files and choices are fixed. Start another one for more files.',
    );
  }
}

export class NothingToImport extends Refusal {
  constructor() {
    super('import.empty', 409, 'There is no file to import yet. Add at least one.');
  }
}

export class ImportNotUndoable extends Refusal {
  constructor(status: string) {
    super(
      'import.not-undoable',
      409,
      `An import that is ${status} cannot be taken back now. Wait until it has ended.`,
    );
  }
}

export class CheckUnderWay extends Refusal {
  constructor() {
    super(
      'import.check-under-way',
      409,
      'Another import of this workspace is being checked. Wait until it is done, then check again; nothing was changed.',
    );
  }
}

export class TooManyFiles extends Refusal {
  constructor(most: number) {
    super(
      'import.too-many-files',
      409,
      `One import takes ${most} files. Pack them into a zip archive, or use several imports.`,
    );
  }
}

export class FileTooLarge extends Refusal {
  constructor(gigabytes: number) {
    super(
      'import.file-too-large',
      413,
      `Files of more than ${gigabytes} GB are not taken. Split the file; nothing of it was kept.`,
    );
  }
}

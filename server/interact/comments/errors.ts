import { Refusal } from '../../../shared/platform/errors.ts';

export class CommentNotFound extends Refusal {
  constructor() {
    super('comment.not-found', 404, 'There is no such comment, or you may not see it.');
  }
}

export class CommentNotYours extends Refusal {
  constructor() {
    super(
      'comment.not-yours',
      403,
      'Only its author changes a comment; an owner of the workspace can remove it. Answer it instead.',
    );
  }
}

export class CommentRemoved extends Refusal {
  constructor() {
    super('comment.removed', 409, 'This comment was removed. Restore it before changing it.');
  }
}

export class NobodyCalledThat extends Refusal {
  constructor() {
    super(
      'comment.unknown-colleague',
      422,
      'Somebody named here does not work in this workspace. Nothing was written; name somebody else.',
      { fields: { text: 'Somebody named here does not work in this workspace.' } },
    );
  }
}

export class CannotSeeIt extends Refusal {
  constructor(names: readonly string[]) {
    super(
      'comment.cannot-see',
      409,
      `${names.join(', ')} cannot see this and would never read it. Nothing was written; share the record first, or leave the name out.`,
      { fields: { text: `${names.join(', ')} cannot see this.` } },
    );
  }
}

export class NoSuchQuestion extends Refusal {
  constructor() {
    super('comment.no-such-question', 422, 'The question that this answers is not there any more.');
  }
}

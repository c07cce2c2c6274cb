import { Refusal } from '../../../shared/platform/errors.ts';

export class PartyNotFound extends Refusal {
  constructor() {
    super('party.not-found', 404, 'There is no such person or company, or you may not see it.');
  }
}

export class PartyNotYours extends Refusal {
  constructor() {
    super(
      'party.not-yours',
      403,
      'You may see this record but not change it. Its owner, the person it is assigned to, or an owner of the workspace can.',
    );
  }
}

export class InTrash extends Refusal {
  constructor() {
    super('party.in-trash', 409, 'This record is in the trash. Restore it before changing it.');
  }
}

export class CompanyTooPrivate extends Refusal {
  constructor() {
    super(
      'affiliation.company-too-private',
      409,
      'This company is seen by fewer people than the person. Share the company first, or make the person private.',
      { fields: { affiliation: 'The company is more private than the person.' } },
    );
  }
}

export class CompanyHasPeople extends Refusal {
  constructor() {
    super(
      'company.has-people',
      409,
      'People whom others see work at this company, and its name stands with them. Make them private first, or take the company from them.',
      { fields: { visibility: 'Others see people of this company.' } },
    );
  }
}

export class WrongTopic extends Refusal {
  constructor(kind: string, topic: string) {
    super('statement.wrong-topic', 422, `A ${kind} has no ${topic}. Choose another field.`, {
      fields: { topic: `A ${kind} has no ${topic}.` },
    });
  }
}

export class NoSuchUser extends Refusal {
  constructor() {
    super('user.not-found', 422, 'There is no such user in this workspace.', {
      fields: { assignedTo: 'Choose a user of this workspace.' },
    });
  }
}

export class CannotSeeRecord extends Refusal {
  constructor(name: string) {
    super(
      'party.unseen-by-colleague',
      409,
      `${name} cannot see this record and could not look after it. Nothing was changed; share the record first.`,
      { fields: { assignedTo: `${name} cannot see this record.` } },
    );
  }
}

export class NotYoursToShare extends Refusal {
  constructor() {
    super(
      'party.not-yours-to-share',
      403,
      'Only the owner of a record, or an owner of the workspace, decides who may see it.',
    );
  }
}

export class PartyMerged extends Refusal {
  constructor() {
    super(
      'party.merged',
      409,
      'This record has become part of another one. Nothing was changed; open it again, and you are led to that one.',
    );
  }
}

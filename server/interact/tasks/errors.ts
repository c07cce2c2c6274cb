import { Refusal } from '../../../shared/platform/errors.ts';

export class TaskNotFound extends Refusal {
  constructor() {
    super('task.not-found', 404, 'There is no such task, or you may not see it.');
  }
}

export class TaskKeeperBlind extends Refusal {
  constructor() {
    super(
      'task.keeper-cannot-see',
      422,
      'This colleague would not see the task. Nothing was written; share the record it is about first, do not make it private, or choose somebody else.',
      { fields: { keeperId: 'Choose a colleague who sees it.' } },
    );
  }
}

export class TaskNotGivenToYou extends Refusal {
  constructor() {
    super(
      'task.not-given-to-you',
      409,
      'Nobody has given you this task, or it was answered or settled meanwhile. Nothing was changed.',
    );
  }
}

export class TaskWithoutDay extends Refusal {
  constructor(field: 'repeats' | 'reminder') {
    super(
      'task.without-day',
      422,
      field === 'repeats'
        ? 'What has no day cannot come again. Nothing was written; say when it is due.'
        : 'Without a day there is nothing to remind before. Nothing was written; say when it is due, or at which time to remind.',
      { fields: { due: 'Choose a day.' } },
    );
  }
}

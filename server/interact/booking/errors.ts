import { Refusal } from '../../../shared/platform/errors.ts';

export class NameTaken extends Refusal {
  constructor() {
    super(
      'booking.name-taken',
      409,
      'Somebody else’s page is called so, or was and its guests may still come. Nothing was saved.',
      { fields: { name: 'Choose another name.' } },
    );
  }
}

export class NotAnEarlierAddress extends Refusal {
  constructor() {
    super(
      'booking.no-earlier-address',
      404,
      'This is no earlier address of your page. To withdraw the one it has now, choose another first.',
    );
  }
}

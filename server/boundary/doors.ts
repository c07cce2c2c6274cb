import * as dealings from './doors/dealings.ts';
import * as disclosure from './doors/disclosure.ts';
import * as forms from './doors/forms.ts';
import * as identify from './doors/identify.ts';
import * as interact from './doors/interact.ts';
import * as interests from './doors/interests.ts';
import * as mail from './doors/mail.ts';
import * as mailProviders from './doors/mail-providers.ts';
import * as platform from './doors/platform.ts';
import type { OtherDoor, RecordDoor } from './doors/rule.ts';
import * as strategy from './doors/strategy.ts';
import * as understand from './doors/understand.ts';

/** What each route asks for, room by room. A route that is served and has no line here fails the tests. */
export const recordDoors: Record<string, RecordDoor> = {
  ...dealings.records,
  ...identify.records,
  ...interact.records,
  ...interests.records,
  ...platform.records,
};

export const otherDoors: Record<string, OtherDoor> = {
  ...dealings.others,
  ...disclosure.others,
  ...forms.others,
  ...identify.others,
  ...interact.others,
  ...interests.others,
  ...mail.others,
  ...mailProviders.others,
  ...platform.others,
  ...strategy.others,
  ...understand.others,
};

import type actions from './en/actions.json';
import type app from './en/app.json';
import type booking from './en/booking.json';
import type books from './en/books.json';
import type brief from './en/brief.json';
import type calendar from './en/calendar.json';
import type calls from './en/calls.json';
import type capture from './en/capture.json';
import type cells from './en/cells.json';
import type connections from './en/connections.json';
import type dealings from './en/dealings.json';
import type disclosure from './en/disclosure.json';
import type duplicates from './en/duplicates.json';
import type forms from './en/forms.json';
import type ground from './en/ground.json';
import type handover from './en/handover.json';
import type help from './en/help.json';
import type hooks from './en/hooks.json';
import type identify from './en/identify.json';
import type imports from './en/import.json';
import type inbox from './en/inbox.json';
import type interact from './en/interact.json';
import type lists from './en/lists.json';
import type mentions from './en/mentions.json';
import type needs from './en/needs.json';
import type outgoing from './en/outgoing.json';
import type privacy from './en/privacy.json';
import type proposals from './en/proposals.json';
import type settings from './en/settings.json';
import type signOn from './en/signOn.json';
import type strategy from './en/strategy.json';
import type talk from './en/talk.json';
import type tasks from './en/tasks.json';
import type ties from './en/ties.json';
import type told from './en/told.json';
import type ui from './en/ui.json';
import type understand from './en/understand.json';
import type warmth from './en/warmth.json';
import type writing from './en/writing.json';

/** Every id a message may be asked for by. A new room adds its English file here. */
export type MessageId =
  | keyof typeof actions
  | keyof typeof app
  | keyof typeof booking
  | keyof typeof books
  | keyof typeof brief
  | keyof typeof calendar
  | keyof typeof calls
  | keyof typeof capture
  | keyof typeof cells
  | keyof typeof connections
  | keyof typeof dealings
  | keyof typeof disclosure
  | keyof typeof duplicates
  | keyof typeof forms
  | keyof typeof ground
  | keyof typeof handover
  | keyof typeof help
  | keyof typeof hooks
  | keyof typeof identify
  | keyof typeof inbox
  | keyof typeof interact
  | keyof typeof imports
  | keyof typeof lists
  | keyof typeof mentions
  | keyof typeof needs
  | keyof typeof outgoing
  | keyof typeof privacy
  | keyof typeof proposals
  | keyof typeof settings
  | keyof typeof signOn
  | keyof typeof strategy
  | keyof typeof talk
  | keyof typeof tasks
  | keyof typeof ties
  | keyof typeof told
  | keyof typeof ui
  | keyof typeof understand
  | keyof typeof warmth
  | keyof typeof writing;

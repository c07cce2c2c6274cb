import type { ParticipantView, TimelineEntry } from '../../../shared/interact/activities.ts';

/** Who took part, on which side of the arrow: "Anna Gruber → Ben, Carla". */
export interface Sides {
  from: string[];
  to: string[];
}

/** `author` is the colleague who wrote a note, call or meeting down by hand. */
export function sidesOf({ kind, direction, participants }: TimelineEntry, author: string): Sides {
  const names = (...roles: ParticipantView['role'][]) =>
    participants.filter(({ role }) => roles.includes(role)).map(nameOf);
  switch (kind) {
    case 'call': {
      const others = participants.map(nameOf);
      if (direction === 'in') return { from: others, to: [author] };
      return { from: [author], to: others };
    }
    case 'note':
      return { from: [author], to: [] };
    case 'meeting': {
      const present = names('organizer', 'attendee');
      return { from: isCaptured(participants) ? present : [author, ...present], to: [] };
    }
    case 'message': {
      const from = names('from');
      return { from: from.length > 0 ? from : [author], to: names('to') };
    }
    default: {
      const from = names('from', 'organizer', 'caller');
      return from.length > 0 || isCaptured(participants)
        ? { from, to: names('to', 'cc', 'bcc', 'attendee', 'called') }
        : { from: [author], to: names('to', 'about', 'called') };
    }
  }
}

/** Mail and invitations say themselves who was there; whoever brought them need not have been. */
function isCaptured(participants: readonly ParticipantView[]): boolean {
  return participants.some(({ ours, addressId }) => ours || addressId !== null);
}

function nameOf({ name, address }: ParticipantView): string {
  return name ?? address ?? '?';
}

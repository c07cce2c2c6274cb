import { displayName } from '../../../shared/identify/names.ts';
import { tidyText } from '../../../shared/identify/party-draft.ts';
import type { MeetingDraft } from '../../../shared/interact/meeting-draft.ts';
import type { Property } from '../../platform/import/content-lines.ts';
import type { MeetingProblem } from './moments.ts';

const mostAttendees = 2_000;

export function personOf(property: Property): { name: string; address: string } {
  const written = property.params.get('EMAIL')?.[0] ?? property.value;
  let address = tidyText(written).replace(/^mailto:\s*/i, '');
  if (/%[0-9a-f]{2}/i.test(address)) {
    try {
      address = decodeURIComponent(address);
    } catch {
      // A percent sign that is no escape stays.
    }
  }
  const isAddress = /^[^\s@]+@[^\s@]+$/.test(address);
  const name = displayName(property.params.get('CN')?.[0] ?? '');
  return {
    name: (name || (isAddress ? '' : address)).slice(0, 500),
    address: isAddress ? address.slice(0, 1_000) : '',
  };
}

export function attendeesOf(
  properties: Property[],
  problems: MeetingProblem[],
): MeetingDraft['attendees'] {
  const written = properties.filter(({ name }) => name === 'ATTENDEE');
  if (written.length > mostAttendees) {
    problems.push({
      code: 'ics.attendees-cut',
      severity: 'warning',
      field: 'ATTENDEE',
      message: `The meeting names ${written.length.toLocaleString('en')} attendees; the first ${mostAttendees.toLocaleString('en')} were kept.`,
    });
  }
  return written.slice(0, mostAttendees).map((property) => {
    const value = (name: string, otherwise: string) =>
      (property.params.get(name)?.[0] ?? otherwise).toUpperCase().slice(0, 60);
    return {
      ...personOf(property),
      partstat: value('PARTSTAT', 'NEEDS-ACTION'),
      role: value('ROLE', 'REQ-PARTICIPANT'),
      kind: value('CUTYPE', 'INDIVIDUAL'),
    };
  });
}

import { useQuery } from '@tanstack/react-query';
import type { PartyView } from '../../../shared/identify/parties.ts';
import { sessionQuery } from '../../app/session.ts';
import { usePartyChanges } from '../../identify/parties/changes.ts';
import { Notice } from '../../ui/Notice.tsx';
import { SidePane } from '../../ui/Pane.tsx';
import { toast } from '../../ui/toast.ts';
import { useWords } from '../../ui/words.ts';
import { Comments } from './Comments.tsx';
import { FollowButton } from './FollowButton.tsx';

/** What colleagues say about a person or company, beside the record. */
export default function CommentsPane({
  party,
  onClose,
}: {
  party: PartyView;
  onClose: () => void;
}) {
  const say = useWords();
  const { data: session } = useQuery(sessionQuery);
  const { change, undo } = usePartyChanges(party.kind);
  const about = { partyId: party.id };
  return (
    <SidePane title={say('talk.title')} onClose={onClose}>
      <FollowButton about={about} />
      {party.visibility === 'everyone' ? null : (
        <Notice tone="info">
          {say(party.visibility === 'private' ? 'talk.private' : 'talk.ofTeam')}
        </Notice>
      )}
      <Comments
        about={about}
        canWrite={party.trashedAt === null && session?.user.level !== 'reader'}
        autoFocus
        onShare={async (sharing) => {
          const { event } = await change(party, sharing);
          toast(say('identify.shared'), { tone: 'good', undo: () => undo(party.id, event) });
        }}
      />
    </SidePane>
  );
}

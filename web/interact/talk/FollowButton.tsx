import { useQuery } from '@tanstack/react-query';
import type { About, FollowView } from '../../../shared/interact/comments.ts';
import type { MessageId } from '../../locales/ids.ts';
import { Button } from '../../ui/Button.tsx';
import { useWords } from '../../ui/words.ts';
import { complain, useTalk } from './changes.ts';
import { followQuery } from './queries.ts';

const because: Record<NonNullable<FollowView['because']>, MessageId> = {
  wished: 'talk.because.wished',
  mentioned: 'talk.because.mentioned',
  asked: 'talk.because.asked',
  commented: 'talk.because.commented',
  responsible: 'talk.because.responsible',
};

/** Whether one hears of a record, why, and the other way. */
export function FollowButton({ about }: { about: About }) {
  const say = useWords();
  const { data: state } = useQuery(followQuery(about));
  const { follow } = useTalk(about);
  if (!state) return null;
  return (
    <p className="flex flex-wrap items-center justify-between gap-8 text-sm text-text-2">
      <span className="min-w-[160px] flex-1">
        {state.because ? say(because[state.because]) : say('talk.because.none')}
      </span>
      <Button
        size="small"
        icon="bell"
        aria-pressed={state.following}
        onPress={() => void follow(!state.following).catch(complain)}
      >
        {say(state.following ? 'talk.unfollow' : 'talk.follow')}
      </Button>
    </p>
  );
}

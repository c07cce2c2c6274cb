import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { OpenConversation } from '../../../shared/interact/inbox.ts';
import { api } from '../../app/api.ts';
import { beatEvery, presences } from '../../app/presence.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useWords } from '../../ui/words.ts';
import { conversationOfQuery } from './queries.ts';
import { Writers } from './WhoElse.tsx';

/** While one writes an answer: who else does, and whether somebody was quicker. */
export default function Collision({ mailId }: { mailId: string }) {
  const { data: conversation } = useQuery(conversationOfQuery(mailId));
  return conversation ? <Beside key={conversation.id} conversation={conversation} /> : null;
}

function Beside({ conversation }: { conversation: OpenConversation }) {
  const say = useWords();
  const { id, isShared } = conversation;
  const begun = useRef(conversation).current;
  useSaysWriting(isShared ? id : null);
  const { lastAnswer, settled, newestId } = conversation;
  const words =
    lastAnswer && lastAnswer.at !== begun.lastAnswer?.at
      ? say('inbox.collision.answered', { name: lastAnswer.by })
      : settled && !begun.settled
        ? say(settled.as === 'done' ? 'inbox.collision.done' : 'inbox.collision.answered', {
            name: settled.by ?? '?',
          })
        : newestId !== begun.newestId
          ? say('inbox.collision.further', { name: conversation.from.name })
          : null;
  return (
    <>
      {isShared ? <Writers conversationId={id} /> : null}
      {words ? (
        <Notice tone="warn" isUrgent>
          {words}
        </Notice>
      ) : null}
    </>
  );
}

/** Tells those who share the conversation, and whoever opens it later, that one is answering it. */
function useSaysWriting(conversationId: string | null): void {
  useEffect(() => {
    if (conversationId === null) return;
    const tell = (here: boolean) =>
      // Nobody is bothered when nobody can be told.
      void api.send('/presence', { conversationId, here, writing: true }).catch(() => undefined);
    const say = () => tell(true);
    const leave = () => tell(false);
    say();
    const timer = setInterval(say, beatEvery);
    let there = presences.at(conversationId);
    const stop = presences.listen(() => {
      const now = presences.at(conversationId);
      if (now.some((user) => !there.includes(user))) say();
      there = now;
    });
    window.addEventListener('pagehide', leave);
    return () => {
      clearInterval(timer);
      stop();
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [conversationId]);
}

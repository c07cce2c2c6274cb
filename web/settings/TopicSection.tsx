import type { ReactNode } from 'react';
import { Section } from '../ui/Page.tsx';
import { useWords } from '../ui/words.ts';
import { type TopicId, topics } from './topics.ts';

/** A part of a settings page that the search can lead to. */
export function TopicSection({
  topic,
  lead,
  isWholePage = false,
  children,
}: {
  topic: TopicId;
  lead?: ReactNode;
  /** Then the page's own title says what it is about. */
  isWholePage?: boolean;
  children: ReactNode;
}) {
  const say = useWords();
  const title = topics.find(({ id }) => id === topic)?.title;
  const content = (
    <>
      {lead ? <p className="text-text-2">{lead}</p> : null}
      {children}
    </>
  );
  return (
    <div id={topic} tabIndex={-1} className="scroll-mt-16 outline-none">
      {isWholePage || !title ? (
        <div className="flex flex-col gap-12">{content}</div>
      ) : (
        <Section title={say(title)}>{content}</Section>
      )}
    </div>
  );
}

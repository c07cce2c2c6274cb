import type { ReactNode } from 'react';
import { Section } from '../ui/Page.tsx';
import { useWords } from '../ui/words.ts';
import { type TopicId, topics } from './topics.ts';

/** A part of a settings page that the search can lead to. */
export function TopicSection({
  topic,
  lead,
  actions,
  children,
}: {
  topic: TopicId;
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const say = useWords();
  const found = topics.find(({ id }) => id === topic);
  return (
    <div id={topic} tabIndex={-1} className="scroll-mt-16 outline-none">
      <Section title={found ? say(found.title) : ''} actions={actions}>
        {lead ? <p className="text-text-2">{lead}</p> : null}
        {children}
      </Section>
    </div>
  );
}

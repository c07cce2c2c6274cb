import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import type { InterestNode } from '../../../shared/understand/interests/nodes.ts';
import { Loaded } from '../../settings/Loaded.tsx';
import { TopicSection } from '../../settings/TopicSection.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { SearchField } from '../../ui/Field.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { onDemand } from '../../ui/onDemand.tsx';
import { useLocale, useWords } from '../../ui/words.ts';
import { type Branch, branchesOf } from './branches.ts';
import { findNodes } from './finding.ts';
import { useTaxonomy } from './queries.ts';

const NodeDialog = onDemand(() => import('./NodeDialog.tsx'));

/** A search that finds more than this shows the beginning. */
const mostFound = 100;

/** The interests there are, from general to specific, as this company has them. */
export default function TaxonomyPage() {
  const say = useWords();
  const { query } = useTaxonomy();
  const [typed, setTyped] = useState('');
  const [editing, setEditing] = useState<{ node?: InterestNode; parent?: string | null } | null>(
    null,
  );
  return (
    <TopicSection topic="interestNodes" isWholePage lead={say('ground.nodes.lead')}>
      <Loaded query={query}>
        {({ nodes, can }) => (
          <>
            <div className="flex flex-wrap items-end gap-8">
              <div className="min-w-[200px] flex-1">
                <SearchField label={say('ground.nodes.search')} value={typed} onChange={setTyped} />
              </div>
              {can.edit ? (
                <Button icon="add" onPress={() => setEditing({ parent: null })}>
                  {say('ground.nodes.add')}
                </Button>
              ) : null}
            </div>
            {can.edit ? null : <p className="text-sm text-text-2">{say('ground.nodes.owners')}</p>}
            <NodeTree
              nodes={nodes}
              typed={typed}
              onChosen={can.edit ? (node) => setEditing({ node }) : undefined}
            />
            {editing ? (
              <NodeDialog
                key={editing.node?.id ?? 'new'}
                {...editing}
                onBelow={(parent) => setEditing({ parent })}
                onClose={() => setEditing(null)}
              />
            ) : null}
          </>
        )}
      </Loaded>
    </TopicSection>
  );
}

function NodeTree({
  nodes,
  typed,
  onChosen,
}: {
  nodes: readonly InterestNode[];
  typed: string;
  onChosen: ((node: InterestNode) => void) | undefined;
}) {
  const say = useWords();
  const locale = useLocale();
  const { nameOf } = useTaxonomy();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [active, setActive] = useState<string>();
  const tree = useRef<HTMLDivElement>(null);
  const isSearching = typed.trim() !== '';
  const found = useMemo(
    () =>
      isSearching
        ? new Set(
            findNodes(nodes, typed, { retired: true })
              .slice(0, mostFound)
              .map(({ id }) => id),
          )
        : undefined,
    [nodes, typed, isSearching],
  );
  const lines = branchesOf(nodes, { open, found, nameOf, locale });
  if (lines.length === 0) return <p className="text-text-2">{say('ground.nodes.notFound')}</p>;
  const at = Math.max(
    0,
    lines.findIndex(({ node }) => node.id === active),
  );
  const toggle = ({ node, isOpen }: Branch, wanted = !isOpen) => {
    const next = new Set(open);
    if (wanted) next.add(node.id);
    else next.delete(node.id);
    setOpen(next);
  };
  const go = (index: number) => {
    const line = lines[Math.min(lines.length - 1, Math.max(0, index))];
    if (!line) return;
    setActive(line.node.id);
    tree.current?.querySelector<HTMLElement>(`[data-node="${line.node.id}"]`)?.focus();
  };
  const above = (line: Branch) =>
    lines.findLastIndex(({ level }, index) => index < at && level < line.level);
  const actOf = (key: string, line: Branch): (() => void) | undefined => {
    switch (key) {
      case 'ArrowDown':
        return () => go(at + 1);
      case 'ArrowUp':
        return () => go(at - 1);
      case 'Home':
        return () => go(0);
      case 'End':
        return () => go(lines.length - 1);
      case 'ArrowRight':
        return line.hasMore && !line.isOpen ? () => toggle(line, true) : () => go(at + 1);
      case 'ArrowLeft':
        return line.isOpen && !isSearching ? () => toggle(line, false) : () => go(above(line));
      case 'Enter':
        return () => (onChosen ? onChosen(line.node) : toggle(line));
      case ' ':
        return line.hasMore ? () => toggle(line) : undefined;
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const line = lines[at];
    if (!line || event.altKey || event.ctrlKey || event.metaKey) return;
    const act = actOf(event.key, line);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return (
    <div
      ref={tree}
      role="tree"
      aria-label={say('ground.nodes.tree')}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      className="rounded-control border border-border bg-surface py-4"
    >
      {lines.map((line, index) => {
        const { node, level, hasMore, isOpen } = line;
        return (
          <div
            key={node.id}
            role="treeitem"
            data-node={node.id}
            aria-level={level}
            aria-selected={index === at}
            aria-label={nameOf(node)}
            {...(hasMore ? { 'aria-expanded': isOpen } : {})}
            tabIndex={index === at ? 0 : -1}
            onFocus={() => setActive(node.id)}
            onClick={() => {
              setActive(node.id);
              if (onChosen) onChosen(node);
              else if (hasMore) toggle(line);
            }}
            onKeyDown={() => undefined}
            style={{ paddingInlineStart: 8 + (level - 1) * 20 }}
            className="group flex min-h-control cursor-default items-center gap-8 pe-8 outline-none hover:bg-sunken focus-visible:bg-accent-soft"
          >
            <span
              aria-hidden="true"
              onClick={(event) => {
                if (!hasMore || isSearching) return;
                event.stopPropagation();
                setActive(node.id);
                toggle(line);
              }}
              className="flex size-24 shrink-0 items-center justify-center rounded-chip hover:bg-border"
            >
              {hasMore ? <Icon name={isOpen ? 'down' : 'next'} className="text-text-3" /> : null}
            </span>
            <span
              className={
                node.retired || node.mergedInto
                  ? 'min-w-0 flex-1 wrap-anywhere text-text-3'
                  : 'min-w-0 flex-1 wrap-anywhere'
              }
            >
              {nameOf(node)}
            </span>
            {node.mergedInto ? <Badge>{say('ground.nodes.merged')}</Badge> : null}
            {node.retired ? <Badge>{say('ground.nodes.retired')}</Badge> : null}
          </div>
        );
      })}
    </div>
  );
}

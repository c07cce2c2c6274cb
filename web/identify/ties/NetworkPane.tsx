import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { PartyView } from '../../../shared/identify/parties.ts';
import { isBuiltIn } from '../../../shared/identify/tie-rules.ts';
import type { NetworkView } from '../../../shared/identify/ties.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { NetworkPicture } from '../../ui/network/NetworkPicture.tsx';
import { SidePane } from '../../ui/Pane.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { type Say, useWords } from '../../ui/words.ts';
import { home } from '../parties/queries.ts';
import { networkQuery } from './queries.ts';
import { tieWords } from './words.ts';

/** Who stands around a record, two steps far: the picture, and the same as a list below it. */
export default function NetworkPane({ party, onClose }: { party: PartyView; onClose: () => void }) {
  const say = useWords();
  const navigate = useNavigate();
  const { data: network, isError, error } = useQuery(networkQuery(party.kind, party.id));
  const picture = useMemo(() => network && picturedAs(network, say), [network, say]);
  const open = (id: string) => {
    const node = network?.nodes.find((one) => one.id === id);
    if (!node) return;
    void navigate({
      to: node.kind === 'person' ? '/people/$id' : '/companies/$id',
      params: { id },
      search: { pane: 'network' },
    });
  };
  return (
    <SidePane title={say('ties.network')} onClose={onClose} size="wide">
      {isError ? <Notice tone="bad">{error.message}</Notice> : null}
      {!network && !isError ? <Skeleton shape="card" rows={6} /> : null}
      {network && network.nodes.length <= 1 ? (
        <p className="text-base text-text-3">{say('ties.network.none')}</p>
      ) : null}
      {network && picture && network.nodes.length > 1 ? (
        <>
          <NetworkPicture
            label={say('ties.network.of', { name: party.name })}
            nodes={picture.nodes}
            edges={picture.edges}
            centre={network.centreId}
            onOpen={open}
          />
          {network.isCut ? <p className="text-sm text-text-3">{say('ties.network.cut')}</p> : null}
          <ul className="-mx-8 flex flex-col" aria-label={say('ties.network.list')}>
            {picture.nodes.map((node) => (
              <li key={node.id}>
                <Link
                  to={node.kind === 'person' ? '/people/$id' : '/companies/$id'}
                  params={{ id: node.id }}
                  search={{ pane: 'network' }}
                  aria-current={node.id === network.centreId ? 'true' : undefined}
                  className="flex items-start gap-8 rounded-control px-8 py-4 text-text no-underline hover:bg-sunken"
                >
                  <Avatar name={node.name} kind={node.kind} />
                  <span className="flex min-w-0 flex-col">
                    <bdi className="wrap-anywhere">{node.name}</bdi>
                    <span className="text-xs wrap-anywhere text-text-3">{node.description}</span>
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </SidePane>
  );
}

/** Each node says how it stands to the others, so that picture and list tell the same. */
function picturedAs({ nodes, edges }: NetworkView, say: Say) {
  const names = new Map(nodes.map(({ id, name }) => [id, name]));
  const told = new Map<string, string[]>(nodes.map(({ id }) => [id, []]));
  for (const { fromId, toId, kind, ownName } of edges) {
    const [from, to] = [names.get(fromId) ?? '', names.get(toId) ?? ''];
    const words =
      kind === 'works at'
        ? say('ties.worksAt')
        : tieWords({ kind, direction: 'forward', ownName }, say);
    told.get(fromId)?.push(`${words} ${to}`);
    told
      .get(toId)
      ?.push(
        isBuiltIn(kind)
          ? `${tieWords({ kind, direction: 'reverse', ownName }, say)} ${from}`
          : `${from} ${words} ${to}`,
      );
  }
  return {
    nodes: nodes.map(({ id, name, kind }) => ({
      id,
      name,
      kind,
      href: `/${home[kind]}/${id}?pane=network`,
      description: (told.get(id) ?? []).join(' · '),
    })),
    edges: edges.map(({ fromId, toId, kind }) => ({
      from: fromId,
      to: toId,
      isQuiet: kind === 'works at',
    })),
  };
}

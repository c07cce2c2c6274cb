import { type KeyboardEvent, type MouseEvent, useMemo, useRef, useState } from 'react';
import { classes } from '../classes.ts';
import { isArrow, layOut, type Spot, towards } from './layout.ts';

export interface PictureNode {
  id: string;
  name: string;
  kind: 'person' | 'company';
  href: string;
  /** How it stands to the others, in one sentence. */
  description: string;
}

export interface PictureEdge {
  from: string;
  to: string;
  /** Working somewhere is drawn more quietly than a tie between people. */
  isQuiet?: boolean;
}

export interface NetworkPictureProps {
  label: string;
  nodes: readonly PictureNode[];
  edges: readonly PictureEdge[];
  centre: string;
  /** A plain press on a node; with Ctrl or ⌘ the browser opens a tab. */
  onOpen: (id: string) => void;
}

/** With more than this only the names around the pointed one are written out. */
const mostNames = 45;
const radius = 11;

/** People as circles, companies as squares. One tab stop; the arrows go from node to node, Enter opens. */
export function NetworkPicture({ label, nodes, edges, centre, onOpen }: NetworkPictureProps) {
  const [current, setCurrent] = useState(centre);
  const [pointed, setPointed] = useState<string | null>(null);
  const links = useRef(new Map<string, Element & { focus: () => void }>());
  const spots = useMemo(
    () =>
      layOut(
        nodes.map(({ id }) => id),
        edges,
        centre,
      ),
    [nodes, edges, centre],
  );
  const all = [...spots.values()];
  const shown = pointed ?? current;
  const near = new Set(
    edges.flatMap(({ from, to }) => (from === shown || to === shown ? [from, to] : [])),
  );
  const isNamed = (id: string) =>
    nodes.length <= mostNames || id === centre || id === shown || near.has(id);
  const walk = (event: KeyboardEvent, from: Spot) => {
    if (!isArrow(event.key)) return;
    event.preventDefault();
    const next = towards(all, from, event.key);
    if (!next) return;
    setCurrent(next.id);
    links.current.get(next.id)?.focus();
  };
  const follow = (event: MouseEvent, id: string) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
      return;
    event.preventDefault();
    onOpen(id);
  };
  const told = nodes.find(({ id }) => id === shown);
  return (
    <figure className="flex flex-col gap-8">
      <svg
        viewBox={frame(all)}
        className="aspect-[4/3] max-h-[56vh] w-full rounded-control border border-border bg-canvas"
      >
        <title>{label}</title>
        <g>
          {edges.map(({ from, to, isQuiet }) => {
            const [one, other] = [spots.get(from), spots.get(to)];
            if (!one || !other) return null;
            const isNear = from === shown || to === shown;
            return (
              <line
                key={`${from} ${to} ${String(isQuiet)}`}
                x1={one.x}
                y1={one.y}
                x2={other.x}
                y2={other.y}
                strokeWidth={isNear ? 2.5 : 1.25}
                strokeDasharray={isQuiet ? '3 4' : undefined}
                className={isNear ? 'stroke-accent' : 'stroke-border-strong'}
              />
            );
          })}
        </g>
        {nodes.map((node) => {
          const spot = spots.get(node.id);
          if (!spot) return null;
          return (
            <a
              key={node.id}
              ref={(element) => {
                if (element) links.current.set(node.id, element);
                else links.current.delete(node.id);
              }}
              href={node.href}
              aria-label={`${node.name}. ${node.description}`}
              tabIndex={node.id === current ? 0 : -1}
              className="group outline-none"
              onClick={(event) => follow(event, node.id)}
              onKeyDown={(event) => walk(event, spot)}
              onFocus={() => setCurrent(node.id)}
              onMouseEnter={() => setPointed(node.id)}
              onMouseLeave={() => setPointed(null)}
            >
              <Mark {...{ node, spot, isCentre: node.id === centre }} />
              {isNamed(node.id) ? <Name name={node.name} spot={spot} /> : null}
            </a>
          );
        })}
      </svg>
      <figcaption
        className="line-clamp-3 min-h-40 text-sm wrap-anywhere text-text-2"
        aria-hidden="true"
      >
        {told ? (
          <>
            <bdi className="font-medium">{told.name}</bdi> {told.description}
          </>
        ) : null}
      </figcaption>
    </figure>
  );
}

function Mark({ node, spot, isCentre }: { node: PictureNode; spot: Spot; isCentre: boolean }) {
  const size = isCentre ? radius + 4 : radius;
  const look = classes(
    'stroke-2 group-focus-visible:stroke-focus group-focus-visible:stroke-[4]',
    isCentre ? 'fill-accent stroke-accent' : 'fill-surface stroke-border-strong',
  );
  return node.kind === 'person' ? (
    <circle cx={spot.x} cy={spot.y} r={size} className={look} />
  ) : (
    <rect
      x={spot.x - size}
      y={spot.y - size}
      width={size * 2}
      height={size * 2}
      rx={4}
      className={look}
    />
  );
}

const longest = 20;

/** As many whole words of a long name as fit: what is seen is also what is read out. */
function beginning(name: string): string {
  if (name.length <= longest) return name;
  const cut = name.slice(0, longest + 1);
  return cut.includes(' ') ? cut.slice(0, cut.lastIndexOf(' ')) : name.slice(0, longest);
}

/** The name below its node, with a rim in the colour of the ground so that lines do not cross it out. */
function Name({ name, spot }: { name: string; spot: Spot }) {
  return (
    <text
      x={spot.x}
      y={spot.y + radius + 17}
      textAnchor="middle"
      className="fill-text stroke-canvas text-[13px] [paint-order:stroke] group-focus-visible:font-medium"
      strokeWidth={4}
    >
      {beginning(name)}
    </text>
  );
}

/** A few nodes are not blown up to fill the picture. */
function span(from: number, to: number, least: number): { from: number; length: number } {
  const missing = Math.max(0, least - (to - from));
  return { from: from - missing / 2, length: to - from + missing };
}

/** The picture holds every node with room for its name. */
function frame(spots: readonly Spot[]): string {
  const xs = spots.map(({ x }) => x);
  const ys = spots.map(({ y }) => y);
  const across = span(Math.min(...xs) - 80, Math.max(...xs) + 80, 560);
  const down = span(Math.min(...ys) - 40, Math.max(...ys) + 50, 420);
  return [across.from, down.from, across.length, down.length].join(' ');
}

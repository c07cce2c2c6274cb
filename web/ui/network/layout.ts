import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationNodeDatum,
} from 'd3-force';

export interface Spot {
  id: string;
  x: number;
  y: number;
}

interface Body extends SimulationNodeDatum {
  id: string;
}

/** So many steps bring a picture to rest; it cools down accordingly. */
const steps = 160;
const atRest = 0.001;

/**
 * Where each node stands: tied ones near each other, none upon another, the centre in the middle. The same
 * network always looks the same, and it does not move while somebody looks at it.
 */
export function layOut(
  ids: readonly string[],
  edges: readonly { from: string; to: string }[],
  centre: string,
): Map<string, Spot> {
  const bodies: Body[] = ids.map((id) => (id === centre ? { id, fx: 0, fy: 0 } : { id }));
  forceSimulation(bodies)
    .alphaDecay(1 - atRest ** (1 / steps))
    .force(
      'ties',
      forceLink<Body, { source: string; target: string }>(
        edges.map(({ from, to }) => ({ source: from, target: to })),
      )
        .id(({ id }) => id)
        .distance(130),
    )
    .force('apart', forceManyBody().strength(-700))
    // Names stand below the nodes and are wider than high.
    .force('room', forceCollide(56))
    .force('x', forceX(0).strength(0.04))
    .force('y', forceY(0).strength(0.07))
    .stop()
    .tick(steps);
  return new Map(bodies.map(({ id, x = 0, y = 0 }) => [id, { id, x, y }]));
}

const directions = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
} as const;
export type Arrow = keyof typeof directions;

export function isArrow(key: string): key is Arrow {
  return Object.hasOwn(directions, key);
}

/** The next node in the direction of an arrow: the nearest within a right angle, straight on before aside. */
export function towards(spots: readonly Spot[], from: Spot, arrow: Arrow): Spot | undefined {
  const [dx, dy] = directions[arrow];
  let nearest: { spot: Spot; far: number } | undefined;
  for (const spot of spots) {
    const along = (spot.x - from.x) * dx + (spot.y - from.y) * dy;
    const aside = Math.abs((spot.x - from.x) * dy) + Math.abs((spot.y - from.y) * dx);
    if (spot.id === from.id || along <= 0 || aside > along) continue;
    const far = along + 2 * aside;
    if (!nearest || far < nearest.far) nearest = { spot, far };
  }
  return nearest?.spot;
}

import { fieldsInOwnLanguage, inOwnLanguage } from './refusals.ts';
import { shownWorkspace } from './workspace.ts';

/** What the server answers when it refuses: problem+json with a stable code. */
export interface Problem {
  title: string;
  status: number;
  code: string;
  detail: string;
  fields?: Record<string, string>;
}

/** A refusal, told in words the person can act on. */
export class ApiProblem extends Error implements Problem {
  override name = 'ApiProblem';
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly fields?: Record<string, string>;

  constructor(problem: Problem) {
    super(problem.detail || problem.title);
    this.title = problem.title;
    this.status = problem.status;
    this.code = problem.code;
    this.detail = problem.detail;
    this.fields = problem.fields;
  }
}

/** No answer at all: the network or the server is away. Nothing was changed as far as we know. */
export class Unreachable extends Error {
  override name = 'Unreachable';
}

/** Somebody else changed the record since it was read; the newer one must be shown before trying again. */
export function isVersionConflict(error: unknown): error is ApiProblem {
  return (
    error instanceof ApiProblem &&
    (error.status === 412 || (error.status === 409 && !error.code.startsWith('idempotency.')))
  );
}

export function isSignedOut(error: unknown): boolean {
  return error instanceof ApiProblem && error.status === 401;
}

/** One is signed in, but by less than the company asks for. */
export function isHalfway(error: unknown): boolean {
  return error instanceof ApiProblem && error.code === 'second-factor.required';
}

/** One is signed in by a password where the company asks for its own sign-in. */
export function isElsewhere(error: unknown): boolean {
  return error instanceof ApiProblem && error.code === 'single-sign-on.required';
}

/** The workspace this page shows is gone, or one was shut out of it. */
export function isOutside(error: unknown): boolean {
  return error instanceof ApiProblem && error.code === 'workspace.not-yours';
}

type Query = Record<string, string | number | boolean | null | undefined>;

export interface Sending {
  /** The version the change is based on; the server refuses when a newer one exists. */
  version?: number;
  /** One key per wish of the person: sending it again after a lost answer does nothing twice. */
  idempotencyKey?: string;
  signal?: AbortSignal;
  /** Goes on when the page closes. */
  keepalive?: boolean;
}

const base = '/api/v1';

/** Paths are below `/api/v1` unless they begin with `/api/`. */
export const api = {
  get: <Answer>(path: string, { query, signal }: { query?: Query; signal?: AbortSignal } = {}) =>
    call<Answer>('GET', path + search(query), undefined, { signal }),
  /** Something to say that needs no answer and is said even while the page closes. */
  send: (path: string, body: unknown) => call<undefined>('POST', path, body, { keepalive: true }),
  post: <Answer>(path: string, body?: unknown, sending: Sending = {}) =>
    call<Answer>('POST', path, body ?? {}, { idempotencyKey: newKey(), ...sending }),
  put: <Answer>(path: string, body: unknown, sending?: Sending) =>
    call<Answer>('PUT', path, body, sending),
  patch: <Answer>(path: string, body: unknown, sending?: Sending) =>
    call<Answer>('PATCH', path, body, sending),
  delete: <Answer>(path: string, sending?: Sending) =>
    call<Answer>('DELETE', path, undefined, sending),
};

export function newKey(): string {
  return crypto.randomUUID();
}

async function call<Answer>(
  method: string,
  path: string,
  body: unknown,
  { version, idempotencyKey, signal, keepalive }: Sending = {},
): Promise<Answer> {
  const isForm = body instanceof FormData || body instanceof Blob;
  const headers = new Headers({ accept: 'application/json' });
  if (body !== undefined && !isForm) headers.set('content-type', 'application/json');
  const workspace = shownWorkspace();
  if (workspace) headers.set('x-workspace', workspace);
  if (idempotencyKey) headers.set('idempotency-key', idempotencyKey);
  if (version !== undefined) headers.set('if-match', `"${String(version)}"`);
  let response: Response;
  try {
    response = await fetch(path.startsWith('/api/') ? path : base + path, {
      method,
      headers,
      body: body === undefined || isForm ? (body as BodyInit | undefined) : JSON.stringify(body),
      credentials: 'same-origin',
      signal,
      keepalive,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Unreachable('The server cannot be reached.', { cause: error });
  }
  if (!response.ok) throw await refusal(response);
  if (response.status === 204) return undefined as Answer;
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as Answer;
}

async function refusal(response: Response): Promise<ApiProblem> {
  const plain = {
    title: response.statusText,
    status: response.status,
    code: 'unknown',
    detail: response.statusText,
  };
  if (!response.headers.get('content-type')?.includes('json')) return new ApiProblem(plain);
  const told: unknown = await response.json().catch(() => null);
  return told && typeof told === 'object' ? refused({ ...plain, ...told }) : new ApiProblem(plain);
}

/** What the server answered, in the language of the page. */
export async function refused(problem: Problem): Promise<ApiProblem> {
  const { detail, fields } = problem;
  return new ApiProblem({
    ...problem,
    detail: await inOwnLanguage(detail),
    ...(fields ? { fields: await fieldsInOwnLanguage(fields) } : {}),
  });
}

function search(query: Query = {}): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === null || value === undefined ? [] : [[name, String(value)]],
  );
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
}

export const unansweredReasons = [
  /** The address is none that may be asked: another scheme, a name and password in it. */
  'address',
  /** https at its usual port is asked of everybody; what else there is, the operator names. */
  'port',
  'unknown host',
  /** The name leads into a network that is not everybody's. */
  'private',
  'no answer',
  'certificate',
  'too slow',
  'too large',
] as const;
export type UnansweredReason = (typeof unansweredReasons)[number];

/** A request did not leave, or nothing of use came back; who asked says it in words of their own. */
export class Unanswered extends Error {
  override name = 'Unanswered';
  readonly reason: UnansweredReason;
  /** Host and port, never a path or a query, which may hold secrets. */
  readonly host: string;

  constructor(reason: UnansweredReason, host: string, also: { cause?: unknown } = {}) {
    super(`${host}: ${reason}`, also);
    this.reason = reason;
    this.host = host;
  }
}

const slow = new Set([
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
]);
const unknown = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME', 'ENODATA']);

/** What went wrong on the way, by the codes of Node and of the library. */
export function unanswered(error: unknown, host: string): Unanswered {
  if (error instanceof Unanswered) return error;
  const { name, code = '' } = error as { name?: string; code?: string };
  return new Unanswered(reasonOf(name, code), host, { cause: error });
}

function reasonOf(name: string | undefined, code: string): UnansweredReason {
  if (name === 'TimeoutError' || slow.has(code)) return 'too slow';
  if (unknown.has(code)) return 'unknown host';
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') return 'too large';
  if (/CERT|^ERR_TLS|^ERR_SSL|SIGNATURE|^EPROTO$/.test(code)) return 'certificate';
  return 'no answer';
}

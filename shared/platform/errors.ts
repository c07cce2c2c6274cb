/**
 * An expected answer that is not what was asked for. Rooms throw subclasses by name; one translator in
 * `server/platform/http` turns them into problem+json. The message is for the person who reads it.
 */
export class Refusal extends Error {
  override name = this.constructor.name;
  /** Stable: programs and translations branch on it. */
  readonly code: string;
  readonly status: number;
  /** What is wrong with which field of the input. */
  readonly fields: Readonly<Record<string, string>> | undefined;
  /** Response headers that belong to the answer, such as Retry-After. */
  readonly headers: Readonly<Record<string, string>> | undefined;

  constructor(
    code: string,
    status: number,
    message: string,
    also: {
      fields?: Record<string, string>;
      headers?: Record<string, string>;
      cause?: unknown;
    } = {},
  ) {
    super(message, { cause: also.cause });
    this.code = code;
    this.status = status;
    this.fields = also.fields;
    this.headers = also.headers;
  }
}

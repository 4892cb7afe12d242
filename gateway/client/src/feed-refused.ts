/** The fair refuses what was asked for: trying the same again will not help. */
export class FeedRefused extends Error {
  constructor(
    message: string,
    /** Of the fair's closed list, such as `BAD_USER_INPUT` or `UNAUTHENTICATED`. */
    readonly code: string,
    /** After which what is kept begins, where the cursor was older than that: reading on from there, you know of the gap. */
    readonly oldest?: string,
  ) {
    super(message);
    this.name = 'FeedRefused';
  }
}

/** The stream does not answer, broke off or fell silent: it is opened again. */
export class ConnectionLost extends Error {
  constructor(cause?: unknown) {
    super('The stream of events broke off.', { cause });
    this.name = 'ConnectionLost';
  }
}

interface Refusal {
  code?: string;
  message?: string;
  oldest?: string;
}

/** Of a stream that was never begun. */
export function refusalOf(status: number, body: string): FeedRefused {
  const [error] = (parsed(body) as { errors?: { message?: string; extensions?: Refusal }[] }).errors ?? [];
  return new FeedRefused(
    error?.message ?? `The stream answers ${status}.`,
    error?.extensions?.code ?? String(status),
    error?.extensions?.oldest,
  );
}

/** Of a stream that ends with its reason. */
export function refusalIn(data: string): FeedRefused {
  const {
    code = 'BAD_USER_INPUT',
    message = 'The feed goes on without this reader.',
    oldest,
  } = parsed(data) as Refusal;
  return new FeedRefused(message, code, oldest);
}

function parsed(text: string): unknown {
  try {
    return (JSON.parse(text) as unknown) ?? {};
  } catch {
    return {};
  }
}

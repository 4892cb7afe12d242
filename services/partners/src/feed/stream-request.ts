import type { IncomingMessage } from 'node:http';
import type { ExhibitorKindName, RegionName } from '@maarad/shared/contracts';
import { BadUserInput } from '@maarad/shared/errors';
import type { Cursors } from './cursor.js';
import { requireKnown, type EventFilter } from './event-filter.js';

/** What a reader of the stream asks for. */
export interface StreamRequest {
  filter: EventFilter;
  /** The place after which it wants to read on; undefined for what comes from now on. */
  after: number | undefined;
}

const parameterOf: Record<keyof EventFilter, string> = {
  types: 'types',
  regions: 'regions',
  kinds: 'kinds',
  exhibitorId: 'exhibitor',
  editionId: 'edition',
  subject: 'subject',
};

const parameters = [...Object.values(parameterOf), 'after'];

/** A parameter that is passed over would give its reader another stream than the one that was meant. */
function requireParameters(searchParams: URLSearchParams): void {
  const problems = [...new Set(searchParams.keys())]
    .filter((name) => !parameters.includes(name))
    .map((name) => ({
      path: name.slice(0, 200),
      rule: `is none of the stream's parameters: ${parameters.join(', ')}`,
    }));
  if (problems.length > 0) {
    throw new BadUserInput(problems);
  }
}

/**
 * Reads `?types=a,b&regions=A,B&kinds=A,B&exhibitor=ID&edition=ID&subject=ID&after=CURSOR` and `Last-Event-ID`. The header wins over `after`: an
 * EventSource that reconnects sends the header, with the address that it had at first.
 *
 * @throws BadUserInput naming the parameter.
 */
export function streamRequest(request: IncomingMessage, { searchParams }: URL, cursors: Cursors): StreamRequest {
  requireParameters(searchParams);
  const list = (field: keyof EventFilter) => {
    const given = searchParams.getAll(parameterOf[field]).flatMap((value) => value.split(','));
    const values = given.map((value) => value.trim()).filter(Boolean);
    return values.length > 0 ? values : undefined;
  };
  const filter = requireKnown(
    {
      types: list('types'),
      regions: list('regions') as RegionName[] | undefined,
      kinds: list('kinds') as ExhibitorKindName[] | undefined,
      exhibitorId: searchParams.get(parameterOf.exhibitorId) ?? undefined,
      editionId: searchParams.get(parameterOf.editionId) ?? undefined,
      subject: searchParams.get(parameterOf.subject) ?? undefined,
    },
    (field) => parameterOf[field],
  );
  const last = request.headers['last-event-id'];
  if (typeof last === 'string' && last !== '') {
    return { filter, after: cursors.placeOf(last, 'Last-Event-ID') };
  }
  const after = searchParams.get('after');
  return { filter, after: after === null ? undefined : cursors.placeOf(after, 'after') };
}

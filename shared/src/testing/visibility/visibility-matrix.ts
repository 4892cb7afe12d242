import { isNonNullType, isObjectType, isUnionType } from 'graphql';
import type { Principal } from '../../auth/index.js';
import { organiser, type TestService } from '../test-service.js';
import { fieldPaths, readableFields, type FieldPath } from './field-paths.js';

/**
 * Who gets a field. `public`: everyone. `self`: everyone too, each what is its own. `partners`: every partner, and the organiser. `owner`: whom
 * the thing concerns, and the organiser. `holder`: whom it concerns, and not even the organiser. `admin`: the organiser alone.
 */
export type Audience = 'public' | 'self' | 'partners' | 'owner' | 'holder' | 'admin';

/** The decision for every field: type, field, audience. */
export type Visibility = Record<string, Record<string, Audience>>;

/** A way to a thing, and whom the thing concerns. Where the thing is an entity, `_entities` is another way to it. */
export interface Door {
  type: string;
  /** The field of Query that gives it, with its arguments, which may name `$id`. */
  ask?: string;
  id?: string;
  insiders: readonly Principal[];
  /** Nobody else sees anything of this very thing, whatever of its kind is public. */
  hidden?: boolean;
  /** Of fields on the way: `{ 'Exhibitor.statement': '(day: "2025-01-28")' }`. */
  args?: Record<string, string>;
}

export interface Matrix {
  service: TestService;
  doors: readonly Door[];
  strangers: readonly Principal[];
  visibility: Visibility;
}

export interface Findings {
  /** Fields of the schema for which nobody decided who sees them. */
  undecided: string[];
  /** Decisions about fields that there are not. */
  stale: string[];
  /** What somebody got who must not, or how the refusal was wrong. */
  leaks: string[];
  /** Fields that are not public and that nobody was shown to get: then their refusal says nothing. */
  unshown: string[];
}

/** How a thing that is not for the caller may be refused; to be silent about it, with null or an empty list, is good too. */
const refusals = new Set<unknown>(['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND']);
/** Shorter texts occur in any answer. */
const tellingLength = 6;
const strictness: Audience[] = ['self', 'public', 'partners', 'owner', 'holder', 'admin'];

/** Asks for every field that is not public, by every door to it, as those who may and as those who may not. */
export async function visibilityOf({ service, doors, strangers, visibility }: Matrix): Promise<Findings> {
  const fields = readableFields(service.schema);
  const decided = Object.entries(visibility).flatMap(([type, of]) =>
    Object.keys(of).map((field) => `${type}.${field}`),
  );
  const audienceOf = (field: string): Audience => {
    const [type = '', name = ''] = field.split('.');
    return visibility[type]?.[name] ?? 'public';
  };
  const leaks = new Set<string>();
  const shown = new Set<string>();
  for (const door of doors) {
    const floor = door.hidden ? 'owner' : 'public';
    const audienceAt = ({ fields: passed }: FieldPath) => strictest([...passed.map(audienceOf), floor]);
    for (const way of waysThrough(service, door)) {
      for (const audience of strictness.slice(strictness.indexOf('public') + 1)) {
        const paths = way.paths.filter((path) => audienceAt(path) === audience);
        if (paths.length > 0) {
          await compare(paths, way, audience, door);
        }
      }
    }
  }
  return {
    undecided: fields.filter((field) => !decided.includes(field)),
    stale: decided.filter((field) => !fields.includes(field)),
    leaks: [...leaks].sort(),
    unshown: fields.filter((field) => !['public', 'self'].includes(audienceOf(field)) && !shown.has(field)),
  };

  async function compare(paths: FieldPath[], way: Way, audience: Audience, door: Door): Promise<void> {
    const askWhole = (as: Principal) => service.execute(way.whole(paths), way.variables, { as });
    const { may, mayNot } = sidesOf(audience, door, strangers);
    const rightful = await Promise.all(may.map(askWhole));
    const [first = { data: null }] = rightful;
    paths
      .filter(({ keys }) => valuesAt(first.data, [way.root, ...keys]).length > 0)
      .forEach(({ fields: passed }) => {
        passed.forEach((field) => shown.add(field));
      });
    const known = JSON.stringify([way.query(paths), way.variables]);
    const secrets = rightful
      .flatMap(({ data }) => paths.flatMap(({ keys }) => valuesAt(data, [way.root, ...keys])))
      .filter((value): value is string => typeof value === 'string')
      .filter((value) => value.length >= tellingLength && !known.includes(value));
    const refused = await Promise.all(mayNot.map((as) => askApart(service, way, paths, as)));
    refused.forEach((answer, place) => {
      const { role, id } = mayNot[place] as Principal;
      const tell = (what: string, field: string) => leaks.add(`${role} ${id} ${what}: ${way.name} ${field}`);
      paths.forEach((path, index) => {
        const [value] = valuesAt(answer.data, [`p${index}`, ...path.keys]);
        if (value !== undefined) {
          tell(`gets ${JSON.stringify(value)}`, path.selection);
        }
      });
      for (const { message, extensions } of answer.errors ?? []) {
        if (!refusals.has(extensions?.code)) {
          tell(`is refused with ${String(extensions?.code)} ${message}`, '');
        }
      }
      const text = JSON.stringify(answer);
      for (const secret of new Set(secrets)) {
        if (text.includes(secret)) {
          tell(`reads ${secret}`, '');
        }
      }
    });
  }
}

/** Each field by itself: in one answer where that can be, else in one for each, unless all are refused at once. */
async function askApart(service: TestService, way: Way, paths: readonly FieldPath[], as: Principal) {
  const ask = (query: string) => service.execute(query, way.variables, { as });
  if (way.together) {
    return ask(way.query(paths));
  }
  const whole = await ask(way.whole(paths));
  if (!whole.data && whole.errors?.every(({ path }) => path?.length === 1)) {
    return whole;
  }
  const answers = await Promise.all(paths.map((path) => ask(way.query([path]))));
  return {
    data: Object.fromEntries(answers.map(({ data }, index) => [`p${index}`, data?.p0])),
    errors: answers.flatMap(({ errors }) => errors ?? []),
  };
}

/** One way through a door, and what can be asked of the thing behind it. */
export interface Way {
  name: string;
  paths: FieldPath[];
  variables: Record<string, unknown>;
  /** Whether the refusal of one field leaves the others in the same answer; else each is asked for by itself. */
  together: boolean;
  /** The field of Query under which it is read whole. */
  root: string;
  /** Each field under a name of its own, `p0` and so on: what one answers hides no other. */
  query(paths: readonly FieldPath[]): string;
  /** All fields of the thing, read once. */
  whole(paths: readonly FieldPath[]): string;
}

/** By its own field of Query, and by `_entities`. */
export function waysThrough({ schema }: TestService, { type, ask, id, args }: Door): Way[] {
  const found = schema.getType(type);
  if (!isObjectType(found)) {
    throw new Error(`There is no type ${type}.`);
  }
  const paths = fieldPaths(schema, found, args);
  const all = (asked: readonly FieldPath[]) => asked.map(({ selection }) => selection).join(' ');
  const ways: Way[] = [];
  if (ask !== undefined) {
    const name = /^\w+/.exec(ask)?.[0] ?? '';
    const head = ask.includes('$id') ? 'query ($id: ID!) ' : '';
    ways.push({
      name: ask,
      root: name,
      paths: paths
        .filter(({ keys: [first] }) => !type.endsWith('Connection') || first === 'nodes' || first === 'totalCount')
        .map((path) => ({ ...path, fields: [`Query.${name}`, ...path.fields] })),
      variables: head ? { id } : {},
      together: !isNonNullType(schema.getQueryType()?.getFields()[name]?.type),
      query: (asked) =>
        `${head}{ ${asked.map(({ selection }, index) => `p${index}: ${ask} { ${selection} }`).join(' ')} }`,
      whole: (asked) => `${head}{ ${ask} { ${all(asked)} } }`,
    });
  }
  const entities = schema.getType('_Entity');
  if (id !== undefined && isUnionType(entities) && entities.getTypes().includes(found)) {
    ways.push({
      name: `_entities ${type}`,
      root: '_entities',
      paths,
      variables: { of: [{ __typename: type, id }] },
      together: true,
      query: (asked) =>
        `query ($of: [_Any!]!) { ${asked
          .map(
            ({ selection }, index) => `p${index}: _entities(representations: $of) { ... on ${type} { ${selection} } }`,
          )
          .join(' ')} }`,
      whole: (asked) =>
        `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${type} { ${all(asked)} } } }`,
    });
  }
  return ways;
}

function sidesOf(
  audience: Audience,
  { insiders }: Door,
  strangers: readonly Principal[],
): { may: readonly Principal[]; mayNot: readonly Principal[] } {
  switch (audience) {
    case 'admin':
      return { may: [organiser], mayNot: [...strangers, ...insiders] };
    case 'partners': {
      const partners = strangers.filter(({ role }) => role === 'partner');
      const others = strangers.filter(({ role }) => role !== 'partner');
      return {
        may: [...partners, organiser],
        mayNot: [...others, ...insiders.filter(({ role }) => role !== 'partner')],
      };
    }
    case 'holder':
      return { may: insiders, mayNot: [...strangers, organiser] };
    default:
      return { may: [...insiders, organiser], mayNot: strangers };
  }
}

const strictest = (audiences: readonly Audience[]): Audience =>
  strictness[Math.max(...audiences.map((audience) => strictness.indexOf(audience)))] as Audience;

/** What lies at the end of a way, of everything on it; a count of none is nothing. */
export function valuesAt(data: unknown, [key, ...rest]: readonly string[], last?: string): unknown[] {
  if (data === null || data === undefined) {
    return [];
  }
  if (Array.isArray(data)) {
    return data.flatMap((one) => valuesAt(one, key === undefined ? [] : [key, ...rest], last));
  }
  if (key === undefined) {
    return last === 'totalCount' && data === 0 ? [] : [data];
  }
  return valuesAt((data as Record<string, unknown>)[key], rest, key);
}

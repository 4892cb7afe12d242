import { CodedError } from '@maarad/shared/errors';
import { stripIgnoredCharacters } from 'graphql';
import { LRUCache } from 'lru-cache';
import { sha256, type SafeOperation } from './manifest.js';

/** What a caller asks for, by whichever door: a text, or the id of one. */
export interface Asked {
  query?: unknown;
  operationName?: string | null | undefined;
  extensions?: unknown;
  id?: unknown;
  documentId?: unknown;
}

/** Whether everything may be asked, or what the manifests list and nothing beside it. */
export type SafelistMode = 'open' | 'safelisted';

/** The text is none of a manifest's, and only those are answered. */
export class NotSafelisted extends CodedError {
  constructor(text: string) {
    super('FORBIDDEN', 'Only operations of the published manifests are answered here, and this is none of them.', {
      reason: 'NOT_SAFELISTED',
      sha256Hash: sha256(text),
    });
  }
}

/** No manifest has the id. The message is the one by which clients know that they have to send the text. */
export class UnknownOperation extends CodedError {
  constructor() {
    super('BAD_USER_INPUT', 'PersistedQueryNotFound', {
      problems: [{ path: 'extensions.persistedQuery', rule: 'must be the id of an operation of a manifest' }],
    });
  }
}

/** Whitespace and commas can make a text longer; one that is longer still is not looked at. */
const longestSpacing = 4;
const mostRemembered = 1_000;

/** The operations of the front ends, by id and by text. */
export class Safelist {
  private readonly byId: Map<string, SafeOperation>;
  private readonly byText: Map<string, SafeOperation>;
  private readonly longest: number;
  /** How callers space a text is theirs, and always the same. */
  private readonly found = new LRUCache<string, { operation: SafeOperation | undefined }>({ max: mostRemembered });

  constructor(
    readonly mode: SafelistMode,
    readonly operations: readonly SafeOperation[],
  ) {
    this.byId = new Map(operations.map((operation) => [operation.id, operation]));
    this.byText = new Map(operations.map((operation) => [stripIgnoredCharacters(operation.body), operation]));
    this.longest = longestSpacing * Math.max(0, ...operations.map(({ body }) => body.length));
  }

  /**
   * The operation of a manifest that is asked for; undefined where what was asked goes on as it came.
   *
   * @throws NotSafelisted, or UnknownOperation for an id that nothing else can know.
   */
  admit(asked: Asked): SafeOperation | undefined {
    const { query: text, documentId, id } = asked;
    const hash = hashOf(asked);
    if (typeof text === 'string' && text !== '') {
      if (this.mode === 'open' && hash !== undefined) {
        // The server keeps such a text under its hash, by Apollo's automatic persisted queries.
        return undefined;
      }
      const operation = this.withText(text);
      if (!operation && this.mode === 'safelisted') {
        throw new NotSafelisted(text);
      }
      return operation;
    }
    const named = hash ?? documentId ?? id;
    if (named === undefined || named === null) {
      return undefined;
    }
    const operation = this.byId.get(String(named));
    if (!operation && (this.mode === 'safelisted' || hash === undefined)) {
      throw new UnknownOperation();
    }
    return operation;
  }

  private withText(text: string): SafeOperation | undefined {
    if (text.length > this.longest) {
      return undefined;
    }
    let known = this.found.get(text);
    if (!known) {
      known = { operation: this.byText.get(stripped(text)) };
      this.found.set(text, known);
    }
    return known.operation;
  }
}

/** As an operation over a lasting connection is asked for: the text and name of a manifest's, where it is one. @throws as Safelist.admit */
export function admitted<Given extends Asked & { query: string }>(safelist: Safelist, asked: Given): Given {
  const operation = safelist.admit(asked);
  if (operation) {
    return { ...asked, query: operation.body, operationName: asked.operationName ?? operation.name };
  }
  if (asked.query === '' && hashOf(asked) !== undefined) {
    throw new UnknownOperation();
  }
  return asked;
}

/** `extensions.persistedQuery.sha256Hash`, as Apollo's clients and others send it. */
function hashOf({ extensions }: Asked): unknown {
  const { persistedQuery } = (extensions ?? {}) as { persistedQuery?: { sha256Hash?: unknown } | null };
  return persistedQuery?.sha256Hash;
}

/** What is no GraphQL stays as it is, and is no manifest's. */
function stripped(text: string): string {
  try {
    return stripIgnoredCharacters(text);
  } catch {
    return text;
  }
}

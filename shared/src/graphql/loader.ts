import DataLoader from 'dataloader';
import type { Context } from './context.js';

type Load<Key, Value> = (keys: readonly Key[], context: Context) => Promise<(Value | Error)[]>;

/**
 * A loader that lives as long as one request and answers all keys of a list with one call, each key once.
 * Use: `const hallOfStand = defineLoader(async (ids: readonly string[], { database }) => …)`, then `hallOfStand(context).load(id)`.
 */
export function defineLoader<Key, Value>(load: Load<Key, Value>): (context: Context) => DataLoader<Key, Value> {
  const perRequest = new WeakMap<Context, DataLoader<Key, Value>>();
  return (context) => {
    const loader =
      perRequest.get(context) ?? new DataLoader<Key, Value>((keys) => load(keys, context), { maxBatchSize: 1000 });
    perRequest.set(context, loader);
    return loader;
  };
}

/**
 * The same for a field with arguments: all parents that are asked with equal arguments are answered with one call.
 * Use: `productsOf(context).load(exhibitor.id, { first, after })`.
 */
export function defineLoaderWithArgs<Args extends object, Value>(
  load: (ids: readonly string[], args: Args, context: Context) => Promise<(Value | Error)[]>,
): (context: Context) => { load(id: string, args: Args): Promise<Value> } {
  const loader = defineLoader<string, Value>(async (keys, context) => {
    const asked = keys.map((key) => {
      const [args, id] = JSON.parse(key) as [Args, string];
      return { group: JSON.stringify(args), args, id };
    });
    const answers = new Map<string, Value | Error>();
    await Promise.all(
      [...new Map(asked.map(({ group, args }) => [group, args]))].map(async ([group, args]) => {
        const ids = asked.filter((one) => one.group === group).map(({ id }) => id);
        const values = await load(ids, args, context);
        ids.forEach((id, index) => answers.set(`${group}/${id}`, values[index] as Value | Error));
      }),
    );
    return asked.map(({ group, id }) => answers.get(`${group}/${id}`) as Value | Error);
  });
  return (context) => ({ load: (id, args) => loader(context).load(JSON.stringify([args, id])) });
}

/** Puts rows in the order of the keys that asked for them; null where there is none. */
export function inOrderOf<Key, Row>(keys: readonly Key[], rows: Row[], keyOf: (row: Row) => Key): (Row | null)[] {
  const byKey = new Map(rows.map((row) => [keyOf(row), row]));
  return keys.map((key) => byKey.get(key) ?? null);
}

/** Gives every key its rows, in the order in which they came; an empty list where there are none. */
export function groupedBy<Key, Row>(keys: readonly Key[], rows: Row[], keyOf: (row: Row) => Key): Row[][] {
  const groups = new Map<Key, Row[]>(keys.map((key) => [key, []]));
  for (const row of rows) {
    groups.get(keyOf(row))?.push(row);
  }
  return keys.map((key) => groups.get(key) ?? []);
}

/** The compiler does not know something of this operation: the stock executor answers it. */
export class NotCompiled extends Error {
  /** @param reason one of a few words: it becomes a label of a metric. */
  constructor(readonly reason: 'node' | 'context' | 'name' | 'traces') {
    super(`not compiled: ${reason}`);
  }
}

/** @throws NotCompiled for names that every object has: `constructor`, `__proto__`. Everything else reads properties plainly. */
export function plainName(name: string): string {
  if (name in Object.prototype) {
    throw new NotCompiled('name');
  }
  return name;
}

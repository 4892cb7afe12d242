interface Entry<Value> {
  value: Value;
  until: number;
}

/** Values with an end, the least recently used of them forgotten first once there are too many. Times are milliseconds since 1970. */
export class BoundedCache<Value> {
  private readonly entries = new Map<string, Entry<Value>>();

  constructor(private readonly largest: number) {}

  get(key: string, now: number): Value | undefined {
    const entry = this.entries.get(key);
    if (!entry) {
      return undefined;
    }
    this.entries.delete(key);
    if (entry.until <= now) {
      return undefined;
    }
    this.entries.set(key, entry);
    return entry.value;
  }

  set(key: string, value: Value, until: number): void {
    this.entries.delete(key);
    this.entries.set(key, { value, until });
    if (this.entries.size > this.largest) {
      this.entries.delete(this.entries.keys().next().value as string);
    }
  }
}

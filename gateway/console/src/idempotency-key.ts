/** A key for what is made once, however often it is asked for. `crypto.randomUUID` is there by https only. */
export const newIdempotencyKey = (): string => crypto.getRandomValues(new Uint32Array(4)).join('-');

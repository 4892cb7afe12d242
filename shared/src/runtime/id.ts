import { v7, validate } from 'uuid';

/** A new id: UUIDv7, so that rows made one after the other lie beside each other in an index. */
export const newId = (): string => v7();

export const isId = (value: unknown): value is string => validate(value);

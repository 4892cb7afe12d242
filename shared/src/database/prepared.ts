/**
 * A statement that PostgreSQL parses once per connection, for those that run all the time. TypeORM hands a statement to the driver
 * as it is, and the driver takes one with a name (https://node-postgres.com/features/queries#prepared-statements), which TypeORM's
 * types do not say. One name stands for one text.
 */
export const prepared = (name: string, text: string): string => ({ name, text }) as unknown as string;

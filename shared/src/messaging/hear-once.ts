/** Notes that a handler has heard of an event: `$1` and `$2`. It gives a row where the handler had not. */
export const hearOnce =
  'INSERT INTO inbox (event_id, handler) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING event_id';

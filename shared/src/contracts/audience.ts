/**
 * Who may see an event: an event is as visible as the thing that it tells of is in the graph. From the widest to the strictest, as
 * the rights to a topic are those of the strictest type in it.
 */
export const audiences = ['public', 'partners', 'exhibitor', 'partner'] as const;

export type Audience = (typeof audiences)[number];

/** The audiences in words, for documents. */
export const audienceTold: Record<Audience, string> = {
  public: 'For everybody.',
  partners:
    'For the organiser, the exhibitors that it names, and partners: those of its region, those that stand for the whole country, and those to whom such an exhibitor has given access.',
  exhibitor: 'For the organiser, the exhibitor that it names, and partners to whom that exhibitor has given access.',
  partner: 'For the organiser and the partner that it names.',
};

/** The strictest of several. */
export const strictest = (several: readonly Audience[]): Audience =>
  audiences.findLast((audience) => several.includes(audience)) ?? 'public';

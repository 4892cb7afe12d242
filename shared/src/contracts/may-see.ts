import type { Principal } from '../auth/principal.js';
import type { Audience } from './audience.js';
import { eventCatalogue } from './catalogue.js';
import type { ReceivedEvent } from './define-event.js';
import { exhibitorsOf, partnerOf } from './whom-it-tells-of.js';

/** What somebody may see beside what everybody may. */
export interface Sight {
  /** Everything. */
  all: boolean;
  /** Partners' events of these regions; `all` are of every region, and of none. */
  regions: readonly string[] | 'all';
  /** Everything that tells of these exhibitors. */
  exhibitors: readonly string[];
  /** What tells of this partner. */
  partner: string | null;
}

/** A partner as the rule needs to know it. */
export interface PartnerStanding {
  /** For which it stands; none where it stands for the whole country. */
  regions: readonly string[];
  /** The exhibitors that have given it access. */
  consents: readonly string[];
}

/** What of an event says who may see it. */
export interface VisibleFacts {
  audience: Audience;
  region?: string | null;
  /** As `exhibitorsOf` says them. */
  exhibitors: readonly string[];
  /** As `partnerOf` says it. */
  partner?: string | null;
}

/** The same of an event as it is told. */
export const visibleFacts = ({
  type,
  region,
  data,
}: Pick<ReceivedEvent, 'type' | 'region' | 'data'>): VisibleFacts => ({
  ...{ audience: audienceOf(type), region: region ?? null },
  ...{ exhibitors: exhibitorsOf({ data }), partner: partnerOf({ data }) },
});

export const publicSight: Sight = { all: false, regions: [], exhibitors: [], partner: null };
export const wholeSight: Sight = { ...publicSight, all: true };

/** What a principal may see. A partner that is not registered, or is closed, has no standing and sees what everybody sees. */
export function sightOf({ role, exhibitorId, partnerId }: Principal, standing?: PartnerStanding | null): Sight {
  switch (role) {
    case 'admin':
      return wholeSight;
    case 'exhibitor':
      return { ...publicSight, exhibitors: exhibitorId ? [exhibitorId] : [] };
    case 'partner':
      return standing && partnerId ? sightOfPartner(partnerId, standing) : publicSight;
    default:
      return publicSight;
  }
}

export const sightOfPartner = (partner: string, { regions, consents }: PartnerStanding): Sight => ({
  ...{ all: false, regions: regions.length === 0 ? 'all' : regions, exhibitors: consents, partner },
});

/** The one rule of who may see which event; the feed applies it as SQL too (`narrowToSight` in the partners service). */
export function maySee(
  { all, regions, exhibitors: own, partner: self }: Sight,
  { audience, region, exhibitors, partner }: VisibleFacts,
): boolean {
  if (all || audience === 'public') {
    return true;
  }
  if (audience === 'partner') {
    return self !== null && self === partner;
  }
  const ofRegion = regions === 'all' || (region != null && regions.includes(region));
  return (audience === 'partners' && ofRegion) || exhibitors.some((id) => own.includes(id));
}

const audienceByType = new Map(eventCatalogue.map(({ type, audience }) => [type, audience]));

/** The audience of a type; the strictest where the fair does not know it. */
export const audienceOf = (type: string): Audience => audienceByType.get(type) ?? 'partner';

const ever: Record<Principal['role'], readonly Audience[]> = {
  admin: ['public', 'partners', 'exhibitor', 'partner'],
  partner: ['public', 'partners', 'exhibitor', 'partner'],
  exhibitor: ['public', 'partners', 'exhibitor'],
  trainer: ['public'],
  visitor: ['public'],
};

/** Those of the types that somebody in this role never sees, whatever is told in them. */
export const neverSeen = (types: readonly string[], { role }: Pick<Principal, 'role'>): string[] =>
  types.filter((type) => audienceByType.has(type) && !ever[role].includes(audienceOf(type)));

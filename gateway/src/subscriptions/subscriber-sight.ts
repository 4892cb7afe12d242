import type { Principal } from '@maarad/shared/auth';
import { maySee, sightOf, type Sight, type VisibleFacts } from '@maarad/shared/contracts';
import { patiently } from './patiently.js';

/** Whether an event is for a subscriber, with the rights of that moment: the feed comes to the gateway whole. */
export class SubscriberSight {
  private readonly asked = new Map<string, Promise<Sight>>();

  /** @param ask gives what a partner may see now: who has given it access, and its regions, change while it listens. */
  constructor(private readonly ask: (partner: Principal) => Promise<Sight>) {}

  /** The rule for whom the token alone says what it may see; what a partner might see is let through until it is asked for. */
  mightSee({ role, ...principal }: Principal, event: VisibleFacts): boolean {
    return role === 'partner' || maySee(sightOf({ role, ...principal }), event);
  }

  /** Whether a partner sees it. @throws CodedError SERVICE_UNAVAILABLE where it cannot be learnt. */
  async sees(partner: Principal, event: VisibleFacts): Promise<boolean> {
    return event.audience === 'public' || maySee(await this.current(partner), event);
  }

  /** Those that ask for one partner at the same time share the answer, and nobody who asks later. */
  private current(principal: Principal): Promise<Sight> {
    const key = principal.partnerId ?? '';
    const known = this.asked.get(key);
    if (known) {
      return known;
    }
    const answer = patiently(() => this.ask(principal)).finally(() => this.asked.delete(key));
    this.asked.set(key, answer);
    return answer;
  }
}

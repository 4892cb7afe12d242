import type { AddressRules } from './sending/address-rules.js';
import type { KeySeal } from './sending/key-seal.js';

/** What webhooks need to know of their surroundings. */
export interface WebhookSetup {
  /** Where they may go. */
  rules: AddressRules;
  /** What keeps their secrets. */
  seal: KeySeal;
}

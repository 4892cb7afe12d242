import { BadUserInput } from '@maarad/shared/errors';
import {
  AddressRefused,
  hostOf,
  requireAllowedUrl,
  resolvedAllowed,
  type AddressRules,
} from '../sending/address-rules.js';

/** The address of a receiver, in the form in which it is called. @throws BadUserInput with the rule that it breaks. */
export async function requireReceiver(url: string, rules: AddressRules): Promise<string> {
  try {
    const target = requireAllowedUrl(url, rules);
    await resolvedAllowed(hostOf(target), rules);
    return target.href;
  } catch (error) {
    throw error instanceof AddressRefused ? new BadUserInput([{ path: 'url', rule: error.rule }]) : error;
  }
}

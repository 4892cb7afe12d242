import type { ValueTransformer } from 'typeorm';
import { Money } from '@maarad/shared/graphql';

/** An amount that there may not be. */
export const keptMoney: ValueTransformer = {
  to: (money: Money | null) => money && { minor: money.minor, currency: money.currency },
  from: (kept: { minor: number; currency: string } | null) => kept && Money.of(kept.minor, kept.currency),
};

import { IsISO4217CurrencyCode, Matches } from 'class-validator';
import { Directive, Field, InputType, ObjectType } from 'type-graphql';
import { Column } from 'typeorm';
import { BadUserInput } from '../errors/index.js';
import { Decimal } from './decimal.js';

const knownDigits = new Map<string, number>();

/** The number of minor digits of an ISO 4217 currency, from the runtime's own currency data (CLDR). */
export function minorDigits(currency: string): number {
  const digits =
    knownDigits.get(currency) ??
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ??
    2;
  knownDigits.set(currency, digits);
  return digits;
}

/** bigint columns come from the driver as text; every amount of the fair is far below 2^53 minor units, and this says so loudly. */
export const exactInteger = {
  to: (value: number) => value,
  from: (value: string | null) => {
    if (value === null) {
      return null;
    }
    const number = Number(value);
    if (!Number.isSafeInteger(number)) {
      throw new RangeError(`${value} is beyond what can be counted exactly`);
    }
    return number;
  },
};

@ObjectType({ description: 'An amount of money: exact, as decimal text with the digits of its currency.' })
@Directive('@shareable')
export class Money {
  /** The amount in minor units (centimes of a dirham). */
  @Column({ type: 'bigint', transformer: exactInteger })
  minor!: number;

  @Field(() => String, { description: 'ISO 4217, such as "MAD".' })
  @Column({ type: 'char', length: 3 })
  currency!: string;

  static of(minor: number, currency: string): Money {
    return Object.assign(new Money(), { minor, currency });
  }

  /** @throws BadUserInput when the amount has more decimals than its currency. */
  static parse({ amount, currency }: MoneyInput, path: string): Money {
    const digits = minorDigits(currency);
    const [whole = '0', fraction = ''] = amount.split('.');
    if (fraction.length > digits) {
      throw new BadUserInput([{ path, rule: `must have at most ${digits} decimals in ${currency}` }]);
    }
    const minor = Number(`${whole}${fraction.padEnd(digits, '0')}`);
    if (!Number.isSafeInteger(minor)) {
      throw new BadUserInput([{ path, rule: 'is too large' }]);
    }
    return Money.of(minor, currency);
  }

  @Field(() => Decimal, { description: 'Decimal text such as "1250.00".' })
  get amount(): string {
    const digits = minorDigits(this.currency);
    const text = String(Math.abs(this.minor)).padStart(digits + 1, '0');
    const sign = this.minor < 0 ? '-' : '';
    return digits === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
  }
}

@InputType({ description: 'An amount of money, never negative.' })
export class MoneyInput {
  @Field(() => Decimal)
  @Matches(/^\d+(\.\d+)?$/, { message: 'must not be negative' })
  amount!: string;

  @Field(() => String, { description: 'ISO 4217, such as "MAD".' })
  @IsISO4217CurrencyCode({ message: 'must be an ISO 4217 currency code' })
  currency!: string;
}

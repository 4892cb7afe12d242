import 'reflect-metadata';
import fc from 'fast-check';
import { Money, minorDigits } from './money.js';

test('an amount comes out as it went in, whatever the digits of its currency', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1_000_000_000 }),
      fc.constantFrom('MAD', 'EUR', 'XOF', 'TND'),
      (minor, currency) => {
        const { amount } = Money.of(minor, currency);
        expect(Money.parse({ amount, currency }, 'price').minor).toBe(minor);
      },
    ),
  );
});

test('writes dirhams with two decimals, CFA francs with none, Tunisian dinars with three', () => {
  expect(Money.of(125_000, 'MAD').amount).toBe('1250.00');
  expect(Money.of(5, 'MAD').amount).toBe('0.05');
  expect(Money.of(-5, 'MAD').amount).toBe('-0.05');
  expect(Money.of(1250, 'XOF').amount).toBe('1250');
  expect(minorDigits('TND')).toBe(3);
});

test('refuses more decimals than the currency has, and what cannot be counted exactly', () => {
  expect(() => Money.parse({ amount: '12.345', currency: 'MAD' }, 'price')).toThrow(
    'price must have at most 2 decimals in MAD',
  );
  expect(() => Money.parse({ amount: '999999999999999.99', currency: 'MAD' }, 'price')).toThrow('price is too large');
});

import { newReservationCode, readReservationCode } from './reservation-code.js';

test('a code is short, of letters that nobody mistakes, and never the same twice', () => {
  const codes = Array.from({ length: 2_000 }, newReservationCode);
  expect(new Set(codes).size).toBe(codes.length);
  for (const code of codes) {
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
    expect(readReservationCode(code)).toBe(code);
  }
});

test('a code is read as it was meant, however it was typed', () => {
  expect(readReservationCode(' 7kq2m xodiR ')).toBe('7KQ2M-X0D1R');
});

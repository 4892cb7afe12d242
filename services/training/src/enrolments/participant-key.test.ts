import { participantKey } from './participant-key.js';

test('a name is the same whatever its capitals, blanks, accents, Arabic vowel signs and stretching', () => {
  expect(participantKey('  Fatima-Zahra  EL OUÉDGHIRI ')).toBe(participantKey('fatima zahra el ouedghiri'));
  expect(participantKey('فَاطِمَة الزَّهراء')).toBe(participantKey('فاطمـــة الزهراء'));
});

test('namesakes are told apart by what their names are given with', () => {
  expect(participantKey('Fatima Amrani')).not.toBe(participantKey('Fatima Amrani bint Ali'));
});

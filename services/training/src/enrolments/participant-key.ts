/**
 * What makes somebody the same person within an exhibitor: the name, whatever its capitals, blanks, accents, Arabic vowel signs
 * and stretching. Namesakes of one cooperative are told apart by what their names are given with, such as the father's.
 */
export function participantKey(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[\p{M}\u0640]/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();
}

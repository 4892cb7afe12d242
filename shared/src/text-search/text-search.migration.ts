import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The functions that search texts in four languages and three scripts. Whatever is compared is first written in ASCII: pg_trgm
 * sees only what the database's LC_CTYPE calls a letter, and under `C` that is ASCII. Every rule says where it is from.
 */
export class TextSearch1700000002000 implements MigrationInterface {
  name = 'TextSearch1700000002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE EXTENSION IF NOT EXISTS pg_trgm');
    for (const statement of [fold, letters, sound, sounds, ofTexts, closeness]) {
      await runner.query(statement);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP FUNCTION search_closeness, search_sounds(jsonb), search_letters(jsonb), search_sounds(text), search_sound, search_letters(text), search_fold`,
    );
  }
}

/**
 * Words in their own script, without what writers leave out or vary.
 * - Compatibility decomposition (Unicode UAX #15): accents, the hamza and madda on alef, waw and ya, and Arabic presentation forms
 *   come apart; the marks are then dropped: U+0300-036F, tashkeel U+064B-065F, U+0670, Koranic marks, the joiner of Tifinagh U+2D7F.
 * - Tatweel dropped; ya without dots to ya, ta marbuta to ha: Lucene's ArabicNormalizer. Alef wasla to alef: its ArabicNormalizer's
 *   alef rule, for the form it leaves out. Hamza on the line dropped: it is what decomposition drops from its carriers.
 * - Persian ya and kaf to the Arabic ones: Lucene's PersianNormalizer. Kaf with dots or stroke (g in Morocco) to kaf.
 * - Digits of Arabic to ASCII: Lucene's DecimalDigitFilter. Ligatures œ, æ, ß: CLDR's Latin-ASCII.
 */
const fold = `
  CREATE FUNCTION search_fold(given text) RETURNS text IMMUTABLE STRICT PARALLEL SAFE
  RETURN translate(
    replace(replace(replace(replace(replace(
      regexp_replace(lower(normalize(given, NFKD) COLLATE "C"),
        '[\\u0300-\\u036f\\u0610-\\u061a\\u0621\\u0640\\u064b-\\u065f\\u0670\\u06d6-\\u06ed\\u200b-\\u200f\\u2d6f\\u2d7f]', '', 'g'),
      'œ', 'oe'), 'Œ', 'oe'), 'æ', 'ae'), 'Æ', 'ae'), 'ß', 'ss'),
    'ىةٱیکڭگݣپڤ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹',
    'يهايككككبف01234567890123456789')`;

/**
 * One ASCII letter or digit for each letter, so that words of one script differ as they did. Arabic: Buckwalter's table, its capitals
 * and signs as the digits of the Arabic chat alphabet. Tifinagh: the Latin letters of IRCAM, those with a dot as the same digits.
 */
const letters = `
  CREATE FUNCTION search_letters(given text) RETURNS text IMMUTABLE STRICT PARALLEL SAFE
  RETURN ' ' || btrim(regexp_replace(translate(search_fold(given),
    'ابتثجحخدذرزسشصضطظعغفقكلمنهويⴰⴱⴳⴷⴹⴻⴼⴽⵀⵃⵄⵅⵇⵉⵊⵍⵎⵏⵓⵔⵕⵖⵙⵚⵛⵜⵟⵡⵢⵣⵥ',
    'abtvj7xderzsc94683gfqklmnhwyabgd4efkh73xqijlmnurros9ct6wyz8'),
    '[^a-z0-9]+', ' ', 'g')) || ' '`;

/**
 * How a word sounds, whatever its script: what a Latin keyboard makes of an Arabic or Tifinagh name meets the name itself.
 * - The Arabic article, alone or after a conjunction, goes: the prefixes of Lucene's ArabicStemmer.
 * - Latin digraphs (kh, gh, ch, sh, th, dh, ph, ou, oo, qu, gu) and the chat alphabet's digits (3 7 5 9 2): the usage of Moroccan
 *   names in French and of Arabic chat; c before e, i, y is s: French spelling.
 * - What Arabic does not tell apart from the outside is one: t ط ث, d ض ذ, s ص, z ظ, h ح, k ق g, p b, v f; w o u; y i.
 * - e goes (Arabic writes no short vowel), a double letter is one, a final ha is the a of ta marbuta.
 */
const sound = `
  CREATE FUNCTION search_sound(word text) RETURNS text IMMUTABLE STRICT PARALLEL SAFE
  RETURN regexp_replace(lower(translate(
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
      regexp_replace(regexp_replace(regexp_replace(regexp_replace(word,
        '^[وبفك]?ال(?=.{3})', ''), 'ه$', 'ا'), 'ah$', 'a'), 'c(?=[eiy])', 's', 'g'),
      'kh', 'X'), 'gh', 'G'), 'sh', 'C'), 'ch', 'C'), 'th', 't'), 'dh', 'd'), 'ph', 'f'), 'oo', 'u'), 'qu', 'k'), 'gu', 'k'),
    'cgqpvowy37592ابتثجحخدذرزسشصضطظعغفقكلمنهويⴰⴱⴳⴷⴹⴼⴽⵀⵃⵄⵅⵇⵉⵊⵍⵎⵏⵓⵔⵕⵖⵙⵚⵛⵜⵟⵡⵢⵣⵥeⴻ',
    'kkkbfuuiahxk' || chr(1) || 'abttjhXddrzsCsdtzaGfkklmnhuiabkddfkhhaXkijlmnurrGssCttuizz') COLLATE "C"),
    '([a-z0-9])\\1+|[^a-z0-9]', '\\1', 'g')`;

/** Every word three times: as it sounds; after a q its consonants alone, from two up; after a w its letters sorted, from four up. */
const sounds = `
  CREATE FUNCTION search_sounds(given text) RETURNS text IMMUTABLE STRICT PARALLEL SAFE
  BEGIN ATOMIC
    SELECT ' ' || coalesce(string_agg(concat_ws(' ', heard,
      CASE WHEN length(bones) >= 2 THEN 'q' || bones END,
      CASE WHEN length(heard) >= 4 THEN 'w' || sorted END), ' ' ORDER BY place), '') || ' '
    FROM regexp_split_to_table(search_fold(given), '[^a-z0-9ء-ي\\u2d30-\\u2d7f]+') WITH ORDINALITY AS words (word, place),
      LATERAL (SELECT search_sound(word)) AS one (heard),
      LATERAL (SELECT translate(heard, 'aiu', ''),
        (SELECT string_agg(letter, '' ORDER BY letter COLLATE "C") FROM regexp_split_to_table(heard, '') AS letter)
      ) AS more (bones, sorted)
    WHERE heard <> '';
  END`;

const ofTexts = `
  CREATE FUNCTION search_letters(texts jsonb) RETURNS text IMMUTABLE STRICT PARALLEL SAFE
  BEGIN ATOMIC SELECT coalesce(string_agg(search_letters(value), '' ORDER BY key COLLATE "C"), '') FROM jsonb_each_text(texts); END;
  CREATE FUNCTION search_sounds(texts jsonb) RETURNS text IMMUTABLE STRICT PARALLEL SAFE
  BEGIN ATOMIC SELECT coalesce(string_agg(search_sounds(value), '' ORDER BY key COLLATE "C"), '') FROM jsonb_each_text(texts); END`;

/** How close a searched word comes to a text, 0 to 1: the word itself, its beginning, something like it; then the same by sound. */
const closeness = `
  CREATE FUNCTION search_closeness(word text, heard text, bones text, sorted text, letters text, sounds text)
  RETURNS double precision IMMUTABLE PARALLEL SAFE
  RETURN greatest(
    CASE WHEN letters LIKE '% ' || word || ' %' THEN 1.0 WHEN letters LIKE '% ' || word || '%' THEN 0.9
      ELSE 0.8 * word_similarity(word, letters) END,
    CASE WHEN sounds LIKE '% ' || heard || ' %' THEN 0.8 WHEN sounds LIKE '% ' || heard || '%' THEN 0.7
      ELSE 0.6 * word_similarity(heard, sounds) END,
    CASE WHEN sounds LIKE '% ' || bones || ' %' THEN 0.5 END,
    CASE WHEN sounds LIKE '% ' || sorted || ' %' THEN 0.5 END)`;

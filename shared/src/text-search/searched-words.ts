import type { DataSource } from 'typeorm';

/** A word of a search in the forms in which it is looked for; `bones` and `sorted` are null where it is too short for them. */
export interface SearchedWord {
  word: string;
  heard: string;
  bones: string | null;
  sorted: string | null;
}

/** More words than this make a search no narrower. */
const mostWords = 8;

/** What a search looks for, each word by itself. Empty when the text has no letter and no digit. */
export async function searchedWords(database: DataSource, text: string): Promise<SearchedWord[]> {
  const rows: { word: string; heard: string[] }[] = await database.query(
    `SELECT btrim(search_letters(word)) AS word, string_to_array(btrim(search_sounds(word)), ' ') AS heard
     FROM regexp_split_to_table(search_fold($1), '[^a-z0-9ء-ي\u2d30-\u2d7f]+') AS word WHERE btrim(search_letters(word)) <> '' LIMIT $2`,
    [text, mostWords],
  );
  return rows.map(({ word, heard }) => ({
    word,
    heard: heard[0] ?? word,
    bones: heard.find((form) => form.startsWith('q')) ?? null,
    sorted: heard.find((form) => form.startsWith('w')) ?? null,
  }));
}

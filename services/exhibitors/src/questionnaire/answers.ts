/** What one question was answered: a text, a number, yes or no, a day (YYYY-MM-DD), one option or several. */
export type Answer = string | number | boolean | string[];

/** The answers of a registration, by the codes of their questions. */
export type Answers = Record<string, Answer>;

import { registerEnumType } from 'type-graphql';

/** The fair speaks four languages: Arabic, French, English, and Tamazight in Tifinagh letters (`zgh`, ISO 639-2). */
export enum Language {
  AR = 'ar',
  FR = 'fr',
  EN = 'en',
  ZGH = 'zgh',
}

registerEnumType(Language, {
  name: 'Language',
  description: 'The four languages of the fair: Arabic, French, English, and Tamazight in Tifinagh letters.',
});

export enum TextDirection {
  RTL = 'RTL',
  LTR = 'LTR',
}

registerEnumType(TextDirection, { name: 'TextDirection', description: 'Which way a text is read.' });

const known = new Set<string>(Object.values(Language));

/** The first language of an Accept-Language header (RFC 9110, section 12.5.4) that the fair speaks, by the caller's preference. */
export function acceptedLanguage(header: string | undefined): Language | undefined {
  if (!header) {
    return undefined;
  }
  return header
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean);
      return { language: tag.split('-')[0] ?? '', quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ language, quality }) => known.has(language) && quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ language }) => language as Language)[0];
}

import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { texts, type Language, type Texts } from './texts.js';

export type Theme = 'auto' | 'light' | 'dark';

interface Reader {
  language: Language;
  locale: string;
  theme: Theme;
  t: Texts;
  chooseLanguage(language: Language): void;
  chooseTheme(theme: Theme): void;
}

const locales: Record<Language, string> = { ar: 'ar-MA', fr: 'fr-MA', en: 'en-GB' };
const ReaderContext = createContext<Reader | undefined>(undefined);

/** In which language and which light the page is read. */
export function useReader(): Reader {
  const reader = useContext(ReaderContext);
  if (!reader) {
    throw new Error('useReader is called outside of ReaderProvider.');
  }
  return reader;
}

/** What the reader chose before, else what the browser asks for, else English. */
function firstLanguage(): Language {
  const wanted = [localStorage.getItem('maarad.language') ?? '', ...navigator.languages];
  return wanted.map((tag) => tag.slice(0, 2)).find((tag): tag is Language => tag in texts) ?? 'en';
}

function firstTheme(): Theme {
  const chosen = localStorage.getItem('maarad.theme');
  return chosen === 'light' || chosen === 'dark' ? chosen : 'auto';
}

export function ReaderProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(firstLanguage);
  const [theme, setTheme] = useState(firstTheme);
  const t = texts[language];
  useEffect(() => {
    Object.assign(document.documentElement, { lang: language, dir: language === 'ar' ? 'rtl' : 'ltr' });
    document.title = t.title;
  }, [language, t]);
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  const reader = useMemo<Reader>(
    () => ({
      language,
      locale: locales[language],
      theme,
      t,
      chooseLanguage: (chosen) => {
        localStorage.setItem('maarad.language', chosen);
        setLanguage(chosen);
      },
      chooseTheme: (chosen) => {
        localStorage.setItem('maarad.theme', chosen);
        setTheme(chosen);
      },
    }),
    [language, theme, t],
  );
  return (
    <I18nProvider locale={reader.locale}>
      <ReaderContext.Provider value={reader}>{children}</ReaderContext.Provider>
    </I18nProvider>
  );
}

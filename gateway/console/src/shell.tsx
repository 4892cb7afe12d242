import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { Choice } from './parts/choice.js';
import { useReader, type Theme } from './reader.js';
import type { Language } from './texts.js';
import { pages, usePage } from './use-page.js';

const languages: { id: Language; text: string; lang: string }[] = [
  { id: 'ar', text: 'العربية', lang: 'ar' },
  { id: 'fr', text: 'Français', lang: 'fr' },
  { id: 'en', text: 'English', lang: 'en' },
];

/** What is around every page. */
export function Shell({ onSignOut, children }: { onSignOut?: (() => void) | undefined; children: ReactNode }) {
  const { t, language, theme, chooseLanguage, chooseTheme } = useReader();
  const page = usePage();
  const themes = (['auto', 'light', 'dark'] as const).map((id) => ({ id, text: t.themes[id] }));
  return (
    <>
      <a className="skip" href="#content" onClick={skipToContent}>
        {t.skip}
      </a>
      <header className="top">
        <p className="brand">
          <span lang="ar" dir="rtl">
            معرض
          </span>
          <span>{t.console}</span>
        </p>
        {onSignOut && (
          <nav aria-label={t.pages}>
            {pages.map((name) => (
              <a key={name} href={`#${name}`} aria-current={name === page ? 'page' : undefined}>
                {t.page[name]}
              </a>
            ))}
          </nav>
        )}
        <div className="choices">
          <Choice label={t.language} options={languages} chosen={language} onChoose={chooseLanguage} />
          <Choice<Theme> label={t.theme} options={themes} chosen={theme} onChoose={chooseTheme} />
          {onSignOut && (
            <Button className="button quiet" onPress={onSignOut}>
              {t.signOut}
            </Button>
          )}
        </div>
      </header>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
    </>
  );
}

/** The address names the page, so the link must not change it. */
function skipToContent(event: { preventDefault(): void }) {
  event.preventDefault();
  document.getElementById('content')?.focus();
}

import type { PrintedLanguage } from '@maarad/shared/documents';
import { Language, servedLanguage, type Texts } from '@maarad/shared/graphql';
import { CheckedStatus } from './certificate-status.js';
import { dayInWords, wordsOf } from './certificate-words.js';
import type { CertificateCheck } from './check-certificate.js';

const colours: Record<CheckedStatus, string> = { VALID: '#1f5f5b', REVOKED: '#9b1c1c', UNKNOWN: '#595959' };

/** What somebody sees who scans a certificate's code: a page without scripts, that loads nothing. */
export function checkPage(check: CertificateCheck, language: PrintedLanguage): string {
  const words = wordsOf[language];
  const said = (texts: Texts | null) => (texts ? (texts[servedLanguage(texts, language)] ?? '') : '');
  const day = (instant: Date | null) => (instant ? dayInWords(instant, language, 'Africa/Casablanca') : '');
  const facts = [
    [words.workshop, [said(check.workshop), said(check.edition)].filter(Boolean).join(' – ')],
    [words.holder, check.holder ?? ''],
    [words.issuedOn, day(check.issuedAt)],
    [words.revokedOn, day(check.revokedAt)],
  ].filter(([, value]) => value);
  return `<!doctype html>
<html lang="${language}" dir="${language === Language.AR ? 'rtl' : 'ltr'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escaped(words.certificate)}</title>
<style>
body { font-family: system-ui, sans-serif; max-width: 36rem; margin: 3rem auto; padding: 0 1rem; line-height: 1.6 }
h1 { color: ${colours[check.status]} }
dt { color: #595959 }
dd { margin: 0 0 1rem; font-size: 1.15rem }
</style>
</head>
<body>
<h1>${escaped(words.checked[check.status])}</h1>
<dl>
${facts.map(([label = '', value = '']) => `<dt>${escaped(label)}</dt><dd dir="auto">${escaped(value)}</dd>`).join('\n')}
</dl>
</body>
</html>
`;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string) => text.replace(/[&<>"']/g, (letter) => entities[letter] ?? letter);

import { renderPdf, type PrintedLanguage } from '@maarad/shared/documents';
import { servedLanguage, type Texts } from '@maarad/shared/graphql';
import { dayInWords, wordsOf } from './certificate-words.js';
import type { Certificate } from './certificate.entity.js';

/** A certificate to print, with a QR code that leads to its check. */
export function certificatePdf(
  { code, issuedAt, snapshot }: Certificate,
  { language, address }: { language: PrintedLanguage; address: string },
): Promise<Buffer> {
  const { workshop, sessions, trainers, edition, exhibitor, participant, minutes } = snapshot;
  const words = wordsOf[language];
  const said = (texts: Texts) => texts[servedLanguage(texts, language)] ?? '';
  const days = [...new Set(sessions.map(({ startsAt }) => dayInWords(new Date(startsAt), language, edition.timeZone)))];
  return renderPdf({ title: `${words.certificate} ${code}`, language, at: issuedAt, landscape: true }, (sheet) => {
    const centre = { align: 'center' } as const;
    sheet.frame();
    sheet.paragraph(said(edition.name), { ...centre, size: 'large' });
    sheet.space(6);
    sheet.heading(words.certificate, centre);
    sheet.paragraph(words.certifies, centre);
    sheet.paragraph(participant.name, { ...centre, size: 'huge', bold: true });
    sheet.paragraph(words.ofExhibitor(said(exhibitor.name)), centre);
    sheet.paragraph(words.completed, centre);
    sheet.paragraph(said(workshop.title), { ...centre, size: 'large', bold: true });
    sheet.space(6);
    sheet.facts([
      [words.when, days.join(language === 'ar' ? '، ' : ', ')],
      [words.presence, words.minutes(minutes.present, minutes.whole)],
      [words.trainers, trainers.map(({ name }) => said(name)).join(language === 'ar' ? '، ' : ', ')],
      [words.issuedOn, dayInWords(issuedAt, language, edition.timeZone)],
      [words.code, code],
    ]);
    sheet.qr(address, { align: 'end', width: 80 });
    sheet.paragraph(words.check, { align: 'end', size: 'small' });
    sheet.paragraph(address, { align: 'end', size: 'small' });
  });
}

import { printedLocale, type PrintedLanguage } from '@maarad/shared/documents';
import { Language } from '@maarad/shared/graphql';
import { CheckedStatus } from './certificate-status.js';

interface Words {
  certificate: string;
  certifies: string;
  ofExhibitor: (name: string) => string;
  completed: string;
  when: string;
  presence: string;
  minutes: (present: number, whole: number) => string;
  trainers: string;
  issuedOn: string;
  code: string;
  check: string;
  checked: Record<CheckedStatus, string>;
  workshop: string;
  holder: string;
  revokedOn: string;
}

export const wordsOf: Record<PrintedLanguage, Words> = {
  [Language.AR]: {
    certificate: 'شهادة إتمام تكوين',
    certifies: 'تشهد إدارة المعرض بأن',
    ofExhibitor: (name) => `من ${name}`,
    completed: 'قد أتمّ(ت) الورشة التكوينية',
    when: 'التاريخ',
    presence: 'مدة الحضور',
    minutes: (present, whole) => `${present} دقيقة من أصل ${whole}`,
    trainers: 'التأطير',
    issuedOn: 'سُلّمت في',
    code: 'رمز الشهادة',
    check: 'للتحقق من صحة هذه الشهادة، امسحوا الرمز أو زوروا:',
    checked: {
      VALID: 'هذه الشهادة صحيحة',
      REVOKED: 'هذه الشهادة ملغاة',
      UNKNOWN: 'لا توجد شهادة بهذا الرمز',
    },
    workshop: 'الورشة',
    holder: 'الأحرف الأولى من اسم حامل الشهادة',
    revokedOn: 'أُلغيت في',
  },
  [Language.FR]: {
    certificate: 'Certificat de formation',
    certifies: 'L’administration de la foire certifie que',
    ofExhibitor: (name) => `de ${name}`,
    completed: 'a suivi et achevé l’atelier',
    when: 'Date',
    presence: 'Présence',
    minutes: (present, whole) => `${present} minutes sur ${whole}`,
    trainers: 'Encadrement',
    issuedOn: 'Délivré le',
    code: 'Code du certificat',
    check: 'Pour vérifier ce certificat, scannez le code ou visitez :',
    checked: {
      VALID: 'Ce certificat est valide',
      REVOKED: 'Ce certificat est révoqué',
      UNKNOWN: 'Aucun certificat ne porte ce code',
    },
    workshop: 'Atelier',
    holder: 'Initiales du titulaire',
    revokedOn: 'Révoqué le',
  },
  [Language.EN]: {
    certificate: 'Certificate of completion',
    certifies: 'The fair certifies that',
    ofExhibitor: (name) => `of ${name}`,
    completed: 'has completed the workshop',
    when: 'Date',
    presence: 'Present for',
    minutes: (present, whole) => `${present} of ${whole} minutes`,
    trainers: 'Led by',
    issuedOn: 'Issued on',
    code: 'Code of the certificate',
    check: 'To check this certificate, scan the code or visit:',
    checked: {
      VALID: 'This certificate is valid',
      REVOKED: 'This certificate has been revoked',
      UNKNOWN: 'No certificate has this code',
    },
    workshop: 'Workshop',
    holder: 'Initials of the holder',
    revokedOn: 'Revoked on',
  },
};

/** A day in words, with Latin figures as they are used in Morocco. */
export const dayInWords = (instant: Date, language: PrintedLanguage, timeZone: string): string =>
  new Intl.DateTimeFormat(printedLocale(language), {
    dateStyle: 'long',
    timeZone,
  }).format(instant);

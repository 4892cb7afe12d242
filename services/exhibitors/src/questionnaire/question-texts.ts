import type { Texts } from '@maarad/shared/graphql';

/** The words of a question, and of its options by their codes. */
export interface QuestionTexts {
  label: Texts;
  help?: Texts;
  options?: Record<string, Texts>;
}

const say = (ar: string, fr: string, en: string, zgh: string): Texts => ({ ar, fr, en, zgh });

/** The words of the questionnaire, by the codes of its questions. */
export const questionTexts: Record<string, QuestionTexts> = {
  membersTotal: {
    label: say('عدد الأعضاء', 'Nombre de membres', 'Number of members', 'ⵓⵟⵟⵓⵏ ⵏ ⵉⴳⵎⴰⵎⵏ'),
    help: say(
      'يكفي أن يكون مذكورا في ملف العارض.',
      'Inutile s’il figure dans la fiche de l’exposant.',
      'Not needed where the profile of the exhibitor says it.',
      'ⵓⵔ ⵉⵍⴰⵇ ⵉⵖ ⵉⵍⵍⴰ ⴳ ⵜⴼⵔⵉⵜ ⵏ ⵓⵎⵙⵙⴽⴰⵏ.',
    ),
  },
  membersWomen: {
    label: say('عدد النساء العضوات', 'Nombre de femmes membres', 'Women among the members', 'ⵓⵟⵟⵓⵏ ⵏ ⵜⵎⵖⴰⵔⵉⵏ'),
  },
  membersYouth: {
    label: say('عدد الأعضاء الشباب', 'Nombre de jeunes membres', 'Young people among the members', 'ⵓⵟⵟⵓⵏ ⵏ ⵉⵎⵥⵥⵢⴰⵏⵏ'),
    help: say('أقل من 35 سنة.', 'De moins de 35 ans.', 'Under 35 years of age.', 'ⴷⴷⴰⵡ 35 ⵏ ⵓⵙⴳⴳⵯⴰⵙ.'),
  },
  registryNumber: {
    label: say(
      'رقم التقييد في سجل التعاونيات',
      'Numéro au registre des coopératives',
      'Number in the register of cooperatives',
      'ⵓⵟⵟⵓⵏ ⴳ ⵓⵣⵎⵎⴻⵎ ⵏ ⵜⵎⵙⵎⵓⵏⵉⵏ',
    ),
    help: say(
      'كما سلمه مكتب تنمية التعاون أو المحكمة.',
      'Tel que délivré par l’ODCO ou le tribunal.',
      'As given by the ODCO (Office du Développement de la Coopération) or the court.',
      'ⴰⵎⵎ ⵉⴽⴼⴰ ODCO ⵏⵖ ⵜⴰⵙⵏⴱⴹⴰⵢⵜ.',
    ),
  },
  professionalCardNumber: {
    label: say(
      'رقم البطاقة المهنية للصانع التقليدي',
      'Numéro de la carte professionnelle d’artisan',
      'Number of the artisan’s professional card',
      'ⵓⵟⵟⵓⵏ ⵏ ⵜⴽⴰⵕⴹⴰ ⵜⴰⵥⵥⵓⵍⴰⵏⵜ ⵏ ⵓⵎⵔⵙⵙⵉ',
    ),
  },
  professionalCardExpiresOn: {
    label: say(
      'تاريخ انتهاء صلاحية البطاقة المهنية',
      'Date d’expiration de la carte professionnelle',
      'Day on which the professional card expires',
      'ⴰⵙⴰⴽⵓⴷ ⵏ ⵜⵉⴳⵉⵔⴰ ⵏ ⵜⴽⴰⵕⴹⴰ',
    ),
  },
  declarationNumber: {
    label: say(
      'رقم وصل التصريح بالجمعية',
      'Numéro du récépissé de déclaration',
      'Number of the declaration receipt',
      'ⵓⵟⵟⵓⵏ ⵏ ⵓⵙⵖⵓⵏ ⵏ ⵜⵎⵙⵎⵓⵏⵜ',
    ),
    help: say(
      'الوصل النهائي الذي سلمته السلطة المحلية.',
      'Le récépissé définitif remis par l’autorité locale.',
      'The final receipt given by the local authority.',
      'ⴰⵙⵖⵓⵏ ⴰⵎⴳⴳⴰⵔⵓ ⵙⵖ ⵜⵏⴱⴰⴹⵜ ⵜⴰⴷⵖⴰⵔⴰⵏⵜ.',
    ),
  },
  declaredOn: {
    label: say('تاريخ التصريح', 'Date de la déclaration', 'Day of the declaration', 'ⴰⵙⴰⴽⵓⴷ ⵏ ⵓⴱⵔⵔⵃ'),
  },
  institutionType: {
    label: say('نوع المؤسسة', 'Type d’institution', 'Kind of institution', 'ⴰⵏⴰⵡ ⵏ ⵜⵎⵔⵙⵉⵡⵜ'),
    options: {
      REGION: say('جهة أو جماعة ترابية', 'Région ou collectivité', 'Region or local council', 'ⵜⴰⵙⴳⴰ ⵏⵖ ⵜⴰⵖⵉⵡⴰⵏⵜ'),
      MINISTRY: say('وزارة', 'Ministère', 'Ministry', 'ⵜⴰⵎⴰⵡⴰⵙⵜ'),
      CHAMBER: say('غرفة مهنية', 'Chambre professionnelle', 'Professional chamber', 'ⵜⴰⵣⵇⵇⴰ ⵜⴰⵥⵥⵓⵍⴰⵏⵜ'),
      AGENCY: say('وكالة أو مكتب', 'Agence ou office', 'Agency or office', 'ⵜⴰⵙⵏⵎⴰⵍⴰⵜ'),
      UNIVERSITY: say(
        'جامعة أو مركز تكوين',
        'Université ou centre de formation',
        'University or training centre',
        'ⵜⴰⵙⴷⴰⵡⵉⵜ',
      ),
      OTHER: say('غير ذلك', 'Autre', 'Other', 'ⵢⴰⴹⵏ'),
    },
  },
  country: {
    label: say('بلد الوفد', 'Pays de la délégation', 'Country of the delegation', 'ⵜⴰⵎⵓⵔⵜ ⵏ ⵜⵔⴱⵉⵄⵜ'),
    help: say(
      'رمز البلد بحرفين، مثل SN. لا حاجة إليه إن كان في ملف العارض بلد غير المغرب.',
      'Code à deux lettres, comme SN. Inutile si la fiche de l’exposant dit un autre pays que le Maroc.',
      'Two letters, such as SN. Not needed where the profile says a country other than Morocco.',
      'ⵙⵉⵏ ⵉⵙⴽⴽⵉⵍⵏ, ⵣⵓⵏⴷ SN.',
    ),
  },
  headOfDelegation: {
    label: say('اسم رئيس الوفد', 'Chef de la délégation', 'Head of the delegation', 'ⵉⵙⵎ ⵏ ⵓⵏⵎⵖⵓⵔ ⵏ ⵜⵔⴱⵉⵄⵜ'),
  },
  delegationSize: {
    label: say('عدد أعضاء الوفد', 'Taille de la délégation', 'How many people come', 'ⵓⵟⵟⵓⵏ ⵏ ⵉⵎⴷⴷⵓⴽⴽⴰⵍ ⵏ ⵜⵔⴱⵉⵄⵜ'),
    help: say('مع رئيسه.', 'Chef compris.', 'With the head of the delegation.', 'ⴷ ⵓⵏⵎⵖⵓⵔ ⵏⵏⵙ.'),
  },
  arrivesOn: {
    label: say('يوم الوصول', 'Jour d’arrivée', 'Day of arrival', 'ⴰⵙⵙ ⵏ ⵓⴳⵯⵎⵎⴰⴹ'),
  },
  productSummary: {
    label: say('ماذا تعرضون؟', 'Que présentez-vous ?', 'What will you show?', 'ⵎⴰ ⵔⴰⴷ ⵜⵙⵙⴽⵏⵎ?'),
    help: say(
      'منتجاتكم أو خدماتكم في بضع جمل.',
      'Vos produits ou services, en quelques phrases.',
      'Your products or services, in a few sentences.',
      'ⵉⵢⴰⴼⵓⵜⵏ ⵏⵏⵓⵏ ⵏⵖ ⵜⵉⵏⴰⴼⵓⵜⵉⵏ.',
    ),
  },
  firstTime: {
    label: say(
      'هل تشاركون في المعرض لأول مرة؟',
      'Est-ce votre première participation ?',
      'Is it your first time at the fair?',
      'ⵉⵙ ⵜⴳⴰ ⵜⵡⴰⵍⴰ ⵜⴰⵎⵣⵡⴰⵔⵓⵜ?',
    ),
  },
  power: {
    label: say(
      'هل تحتاجون إلى الكهرباء في الرواق؟',
      'Faut-il l’électricité au stand ?',
      'Does your stand need power?',
      'ⵉⵙ ⵜⵔⴰⵎ ⵜⵔⵉⵙⵉⵜⵉ?',
    ),
  },
  water: {
    label: say(
      'هل تحتاجون إلى الماء في الرواق؟',
      'Faut-il l’eau au stand ?',
      'Does your stand need water?',
      'ⵉⵙ ⵜⵔⴰⵎ ⴰⵎⴰⵏ?',
    ),
  },
  area: {
    label: say('المساحة المطلوبة', 'Surface souhaitée', 'Wanted area', 'ⵜⴰⵊⵓⵎⵎⴰ ⵉⵜⵜⵓⵔⴰⵏ'),
    help: say('بالمتر المربع.', 'En mètres carrés.', 'In square metres.', 'ⵙ ⵍⵎⵉⵟⵔ ⵓⵎⴽⴽⵓⵥ.'),
  },
  languages: {
    label: say(
      'اللغات المتحدث بها في الرواق',
      'Langues parlées au stand',
      'Languages spoken at the stand',
      'ⵜⵓⵜⵍⴰⵢⵉⵏ ⵏⵏⴰ ⵙ ⵜⵙⴰⵡⴰⵍⵎ',
    ),
    options: {
      AR: say('العربية', 'Arabe', 'Arabic', 'ⵜⴰⵄⵔⴰⴱⵜ'),
      ZGH: say('الأمازيغية', 'Amazighe', 'Amazigh', 'ⵜⴰⵎⴰⵣⵉⵖⵜ'),
      FR: say('الفرنسية', 'Français', 'French', 'ⵜⴰⴼⵔⴰⵏⵙⵉⵙⵜ'),
      EN: say('الإنجليزية', 'Anglais', 'English', 'ⵜⴰⵏⴳⵍⵉⵣⵜ'),
      ES: say('الإسبانية', 'Espagnol', 'Spanish', 'ⵜⴰⵙⴱⵏⵢⵓⵍⵜ'),
      OTHER: say('لغة أخرى', 'Une autre', 'Another', 'ⵜⴰⵢⴰⴹ'),
    },
  },
};

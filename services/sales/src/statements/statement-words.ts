import type { PrintedLanguage } from '@maarad/shared/documents';
import { Language } from '@maarad/shared/graphql';
import type { PaymentMethod } from '../orders/order-terms.js';
import type { CorrectionKind } from './figures.js';

export interface StatementWords {
  title: string;
  ofFair: string;
  exhibitor: string;
  edition: string;
  day: string;
  allDays: string;
  receipts: string;
  state: string;
  closed: (when: string) => string;
  open: string;
  issued: string;
  summary: string;
  gross: string;
  refunds: string;
  fees: string;
  net: string;
  byProduct: string;
  product: string;
  sold: string;
  returned: string;
  delivery: string;
  byPayment: string;
  payment: string;
  orders: string;
  balance: string;
  corrections: string;
  correctionsNote: string;
  correction: string;
  ofDay: string;
  receipt: string;
  amount: string;
  byExhibitor: string;
  total: string;
  line: string;
  description: string;
  currency: string;
  firstReceipt: string;
  lastReceipt: string;
  closedAt: string;
  methods: Record<PaymentMethod, string>;
  kinds: Record<CorrectionKind, string>;
}

export const wordsOf: Record<PrintedLanguage, StatementWords> = {
  [Language.AR]: {
    title: 'كشف المبيعات',
    ofFair: 'كشف مبيعات المعرض',
    exhibitor: 'العارض',
    edition: 'الدورة',
    day: 'اليوم',
    allDays: 'جميع أيام الدورة',
    receipts: 'الوصولات',
    state: 'الحالة',
    closed: (when) => `مقفل في ${when}`,
    open: 'مؤقت: لم يُقفل بعد',
    issued: 'حُرّر في',
    summary: 'الخلاصة',
    gross: 'المبيعات',
    refunds: 'المبالغ المسترجعة',
    fees: 'رسوم المعرض',
    net: 'الصافي',
    byProduct: 'حسب المنتوج',
    product: 'المنتوج',
    sold: 'الكمية المبيعة',
    returned: 'الكمية المرجعة',
    delivery: 'التوصيل',
    byPayment: 'حسب طريقة الأداء',
    payment: 'طريقة الأداء',
    orders: 'الوصولات',
    balance: 'الرصيد',
    corrections: 'تصحيحات',
    correctionsNote: 'عمليات تخص أياما أُقفلت من قبل، وتُحتسب في هذا الكشف.',
    correction: 'العملية',
    ofDay: 'تخص يوم',
    receipt: 'الوصل',
    amount: 'المبلغ',
    byExhibitor: 'حسب العارض',
    total: 'المجموع',
    line: 'السطر',
    description: 'البيان',
    currency: 'العملة',
    firstReceipt: 'أول وصل',
    lastReceipt: 'آخر وصل',
    closedAt: 'أُقفل في',
    methods: { CASH: 'نقدا', CARD: 'بطاقة بنكية', MOBILE: 'الهاتف', TRANSFER: 'تحويل بنكي' },
    kinds: { SALE: 'بيع متأخر', REFUND: 'استرجاع' },
  },
  [Language.FR]: {
    title: 'Relevé des ventes',
    ofFair: 'Relevé des ventes de la foire',
    exhibitor: 'Exposant',
    edition: 'Édition',
    day: 'Jour',
    allDays: 'Toute l’édition',
    receipts: 'Reçus',
    state: 'État',
    closed: (when) => `Clôturé le ${when}`,
    open: 'Provisoire : pas encore clôturé',
    issued: 'Établi le',
    summary: 'Récapitulatif',
    gross: 'Ventes',
    refunds: 'Remboursé',
    fees: 'Frais de la foire',
    net: 'Net',
    byProduct: 'Par produit',
    product: 'Produit',
    sold: 'Vendus',
    returned: 'Rendus',
    delivery: 'Livraison',
    byPayment: 'Par mode de paiement',
    payment: 'Mode de paiement',
    orders: 'Reçus',
    balance: 'Solde',
    corrections: 'Corrections',
    correctionsNote: 'Opérations de jours déjà clôturés, comptées dans ce relevé.',
    correction: 'Opération',
    ofDay: 'Jour concerné',
    receipt: 'Reçu',
    amount: 'Montant',
    byExhibitor: 'Par exposant',
    total: 'Total',
    line: 'Ligne',
    description: 'Libellé',
    currency: 'Monnaie',
    firstReceipt: 'Premier reçu',
    lastReceipt: 'Dernier reçu',
    closedAt: 'Clôturé le',
    methods: { CASH: 'Espèces', CARD: 'Carte bancaire', MOBILE: 'Téléphone', TRANSFER: 'Virement' },
    kinds: { SALE: 'Vente tardive', REFUND: 'Remboursement' },
  },
  [Language.EN]: {
    title: 'Statement of sales',
    ofFair: 'Statement of sales of the fair',
    exhibitor: 'Exhibitor',
    edition: 'Edition',
    day: 'Day',
    allDays: 'The whole edition',
    receipts: 'Receipts',
    state: 'State',
    closed: (when) => `Closed on ${when}`,
    open: 'Provisional: not closed yet',
    issued: 'Issued on',
    summary: 'Summary',
    gross: 'Gross',
    refunds: 'Refunds',
    fees: 'Fees of the fair',
    net: 'Net',
    byProduct: 'By product',
    product: 'Product',
    sold: 'Sold',
    returned: 'Returned',
    delivery: 'Delivery',
    byPayment: 'By payment',
    payment: 'Payment',
    orders: 'Receipts',
    balance: 'Balance',
    corrections: 'Corrections',
    correctionsNote: 'What belongs to days that were closed before, and counts here.',
    correction: 'What',
    ofDay: 'Of the day',
    receipt: 'Receipt',
    amount: 'Amount',
    byExhibitor: 'By exhibitor',
    total: 'Total',
    line: 'Line',
    description: 'Description',
    currency: 'Currency',
    firstReceipt: 'First receipt',
    lastReceipt: 'Last receipt',
    closedAt: 'Closed at',
    methods: { CASH: 'Cash', CARD: 'Card', MOBILE: 'Telephone', TRANSFER: 'Transfer' },
    kinds: { SALE: 'Late sale', REFUND: 'Refund' },
  },
};

import { argan, exampleExhibitors, exampleId, saffron, zellige } from './example-things.js';

/** Values by the path of a field: its name, with those of what it stands in where it needs them (`refund.amount.minor`). */
type Values = Record<string, unknown>;

const zelligeDemo = { ar: 'قطع الزليج أمام الجمهور', fr: 'La taille du zellige devant le public' };
const saffronWorkshop = { ar: 'تلفيف الزعفران وحفظه', fr: 'Emballer et conserver le safran' };
const atTheSquare = { startsAt: '2025-01-28T09:30:00.000Z', endsAt: '2025-01-28T10:30:00.000Z' };
const atTheWorkshop = { startsAt: '2025-01-29T09:30:00.000Z', endsAt: '2025-01-29T11:30:00.000Z' };
const dayAfter = { startsAt: '2025-01-30T09:30:00.000Z', endsAt: '2025-01-30T11:30:00.000Z' };

/** What a field says wherever it stands: the argan cooperative of Essaouira sells two litres on the second day of the fair. */
export const everywhere: Values = {
  sequence: '0000000001',
  time: '2025-01-28T10:30:00.000Z',
  edition: exampleId('edition'),
  ...exampleExhibitors[argan],
  name: {
    ar: 'تعاونية زهرة أركان الصويرة',
    fr: 'Coopérative Zahrat Argane Essaouira',
    en: 'Zahrat Argan Cooperative, Essaouira',
    zgh: 'ⵜⴰⵎⵙⵎⵓⵏⵜ ⵏ ⵡⴰⵔⴳⴰⵏ',
  },
  sector: 'ARGAN',
  country: 'MA',
  currency: 'MAD',
  language: 'ar',
  day: '2025-01-28',
  channel: 'STAND',
  receiptNumber: '20250128-0014',
  soldAt: '2025-01-28T10:30:00.000Z',
  'lines.category': 'ARGAN',
  'lines.quantity': 2,
  'lines.unitPrice.minor': 18_000,
  'lines.amount.minor': 36_000,
  'total.minor': 36_000,
};

/** What it says in all events of one thing, or in those of one type: the more exact comes first. */
export const byEvent: Record<string, Values> = {
  edition: {
    time: '2024-10-14T09:00:00.000Z',
    number: 2,
    name: {
      ar: 'المعرض الجهوي الثاني للاقتصاد الاجتماعي والتضامني بجهة مراكش آسفي',
      fr: 'Deuxième Foire régionale de l’économie sociale et solidaire de Marrakech-Safi',
      en: 'Second Regional Fair of the Social and Solidarity Economy of Marrakech-Safi',
      zgh: 'ⴰⵎⵓⴳⴳⴰⵔ ⵡⵉⵙⵙ ⵙⵉⵏ ⵏ ⵜⴷⴰⵎⵙⴰ ⵜⴰⵏⴰⵎⵓⵏⵜ ⴷ ⵓⵎⵢⴰⵡⴰⵙ ⵏ ⵜⵙⴳⴰ ⵏ ⵎⵕⵕⴰⴽⵛ ⴰⵙⴼⵉ',
    },
    theme: {
      ar: 'من أجل اقتصاد اجتماعي وتضامني منصف ودامج',
      fr: 'Pour une économie sociale et solidaire équitable et inclusive',
    },
    city: { ar: 'مراكش', fr: 'Marrakech', zgh: 'ⵎⵕⵕⴰⴽⵛ' },
    startsOn: '2025-01-27',
    endsOn: '2025-02-02',
    timeZone: 'Africa/Casablanca',
  },

  registration: { time: '2024-12-09T10:00:00.000Z', womenLed: true, youthLed: false, sequence: '0000000002' },
  'registration.submitted': { time: '2024-11-18T16:40:00.000Z', sequence: '0000000001' },
  'registration.waitlisted': { reason: 'Les stands de produits du terroir sont tous attribués.' },
  'registration.rejected': { reason: 'Le dossier ne porte pas le numéro d’immatriculation de la coopérative.' },
  'registration.confirmed': { time: '2024-12-16T09:20:00.000Z', sequence: '0000000003' },
  'registration.checked-in': { time: '2025-01-27T08:10:00.000Z', sequence: '0000000004' },
  'registration.withdrawn': {
    ...{ time: '2025-01-20T17:05:00.000Z', sequence: '0000000004' },
    reason: 'La récolte a manqué : la coopérative n’a pas assez d’huile pour sept jours.',
  },

  stand: {
    ...{ time: '2024-12-16T09:20:00.000Z', code: 'B-07', hall: 'B', sequence: '0000000002' },
    slices: [
      { day: '2025-01-28', half: 'MORNING' },
      { day: '2025-01-28', half: 'AFTERNOON' },
    ],
  },
  'stand.held': { time: '2024-12-09T10:00:00.000Z', until: '2024-12-16T19:00:00.000Z', sequence: '0000000001' },
  'stand.released': {
    ...{ time: '2025-01-20T17:05:00.000Z', sequence: '0000000003' },
    reason: 'La coopérative a retiré son inscription.',
  },

  award: {
    time: '2025-02-02T15:00:00.000Z',
    exhibitorId: saffron,
    category: { ar: 'جائزة أحسن منتوج مجالي', fr: 'Prix du produit du terroir', en: 'Local produce award' },
    citation: {
      ar: 'زعفران تديره النساء من الحقل إلى الميزان',
      fr: 'Un safran mené par les femmes, du champ à la balance',
    },
    rank: 2,
  },

  partnership: {
    ...{ time: '2025-01-30T11:00:00.000Z', agreedAt: '2025-01-30T11:00:00.000Z', kind: 'JOINT_ORDER' },
    exhibitorIds: [argan, saffron],
    'to.exhibitorId': saffron,
    'to.outsideKind': null,
    'to.region': 'SOUSS_MASSA',
  },
  'partnership.ended': { time: '2025-02-02T14:15:00.000Z', sequence: '0000000002' },

  jury: {
    ...{ subject: exampleId('sitting'), time: '2025-01-28T18:30:00.000Z', sequence: '0000000002' },
    ...{ startsAt: '2025-01-31T17:30:00.000Z', endsAt: '2025-01-31T19:00:00.000Z' },
    ...{ exhibitorIds: [zellige], performerIds: [] },
  },
  'jury.sitting-scheduled': { time: '2025-01-27T11:30:00.000Z', sequence: '0000000001' },

  session: {
    ...{ ...atTheSquare, time: '2025-01-27T19:20:00.000Z', sequence: '0000000002' },
    ...{ kind: 'DEMONSTRATION', title: zelligeDemo, capacity: 200 },
    ...{ venueId: exampleId('fair square'), exhibitorIds: [zellige], performerIds: [], workshopId: null },
  },
  'session.scheduled': { time: '2025-01-06T14:00:00.000Z', sequence: '0000000001' },
  'session.moved': {
    'from.venueId': exampleId('main stage'),
    'from.startsAt': '2025-01-28T14:00:00.000Z',
    'from.endsAt': '2025-01-28T15:00:00.000Z',
  },
  'session.changed': { 'from.exhibitorIds': [exampleId('zellige master of Tetouan')] },
  'session.cancelled': { reason: 'Vent annoncé sur la place : la démonstration n’a pas lieu.' },
  'session.refused': {
    ...{ subject: exampleId('workshop'), workshopId: exampleId('workshop'), sequence: '0000000001' },
    reason: 'The venue is in another session at that time.',
    conflictsWith: [{ type: 'Session', id: exampleId('session on saffron'), name: saffronWorkshop }],
    meeting: 2,
  },

  programme: {
    ...{ subject: exampleId('edition'), time: '2025-01-27T19:30:00.000Z', version: 3, sequence: '0000000004' },
    note: {
      ar: 'تغييرات يوم الثلاثاء: عرض الزليج في ساحة الفرجة',
      fr: 'Mardi change : la démonstration de zellige passe sur la place des spectacles',
    },
    ...{ 'counts.added': 2, 'counts.moved': 1, 'counts.cancelled': 1, 'counts.changed': 1 },
    added: [exampleId('evening of malhun'), exampleId('meeting of buyers')],
    moved: [exampleId('session')],
    cancelled: [exampleId('tea of the Sahara')],
    changed: [exampleId('talk on the rose of Dades')],
    ...{ exhibitorIds: [zellige], enrolledExhibitorIds: [argan, saffron], reservationHolders: 36 },
  },

  reservation: { time: '2025-01-27T16:45:00.000Z', seats: 3, present: 84, sequence: '0000000002' },
  'reservation.confirmed': { sequence: '0000000001' },
  'reservation.waitlisted': { sequence: '0000000001' },
  'reservation.cancelled': { time: '2025-01-28T09:50:00.000Z', by: 'HOLDER', present: 81, sequence: '0000000003' },
  'reservation.checked-in': { time: '2025-01-28T09:24:00.000Z' },
  'reservation.checked-out': { time: '2025-01-28T10:12:00.000Z', present: 81, sequence: '0000000003' },

  product: {
    ...{ time: '2025-01-13T09:45:00.000Z', exhibitorId: saffron },
    name: { ar: 'زعفران تالوين 1 غ', fr: 'Safran de Taliouine 1 g', zgh: 'ⴰⵣⵄⴼⵔⴰⵏ ⵏ ⵜⴰⵍⵉⵡⵉⵏ' },
    ...{ category: 'SAFFRON', unit: 'BOX', 'price.minor': 4_500, labels: ['ORGANIC', 'PROTECTED_ORIGIN'] },
  },
  'product.withdrawn': {
    ...{ time: '2025-01-31T09:10:00.000Z', sequence: '0000000002' },
    reason: 'Le lot est vendu ; le suivant attend son analyse.',
  },
  stock: {
    ...{ subject: exampleId('product'), time: '2025-01-31T16:20:00.000Z', exhibitorId: saffron },
    ...{ left: 8, threshold: 10, sequence: '0000000002' },
  },

  sale: { subject: exampleId('order') },
  order: {
    ...{ time: '2025-01-28T11:05:00.000Z', soldAt: '2025-01-28T11:12:00.000Z', sequence: '0000000002' },
    ...{ channel: 'ONLINE', payment: 'MOBILE', 'discount.minor': 1_800, 'delivery.minor': 3_000 },
    'total.minor': 37_200,
  },
  'order.placed': { reservedUntil: '2025-01-28T11:35:00.000Z', sequence: '0000000001' },
  'order.paid': { time: '2025-01-28T11:12:00.000Z' },
  'order.fulfilled': { time: '2025-01-28T15:40:00.000Z', sequence: '0000000003' },
  'order.cancelled': {
    ...{ time: '2025-01-28T11:20:00.000Z', lapsed: false },
    reason: 'L’acheteuse préfère passer au stand.',
  },
  'order.refunded': {
    ...{ time: '2025-01-28T16:05:00.000Z', reason: 'Deux bouteilles fêlées pendant le transport.' },
    ...{ 'total.minor': 36_000, 'refund.amount.minor': 36_000, 'refund.restocked': false, channel: 'STAND' },
  },
  'order.partly-refunded': {
    ...{ time: '2025-01-28T16:05:00.000Z', reason: 'Une bouteille fêlée pendant le transport.' },
    ...{ 'total.minor': 36_000, 'refund.amount.minor': 18_000, 'refund.restocked': false, channel: 'STAND' },
    ...{ 'refund.lines.quantity': 1, 'refund.lines.amount.minor': 18_000 },
  },
  settlement: { time: '2025-01-28T18:15:00.000Z', missing: 2 },
  'settlement.settled': {
    ...{ time: '2025-01-29T09:40:00.000Z', resolution: 'SUBSTITUTE', sequence: '0000000002' },
    substituteId: exampleId('argan oil of Smimou'),
  },
  day: {
    ...{ subject: exampleId('statement'), time: '2025-01-28T19:30:00.000Z' },
    ...{ orders: 37, 'gross.minor': 842_500, 'refunds.minor': 18_000 },
  },

  workshop: {
    ...{ ...atTheWorkshop, time: '2025-01-06T13:55:00.000Z', venueId: exampleId('Atlas room') },
    title: {
      ar: 'كيف تبيع في رواقك: الاستقبال والعرض والإقناع',
      fr: 'Vendre sur son stand : accueillir, présenter, convaincre',
      en: 'Selling at your stand',
    },
    ...{ topic: 'MARKETING', capacity: 40 },
    meetings: [atTheWorkshop, dayAfter].map((when) => ({ venueId: exampleId('Atlas room'), ...when })),
  },
  'workshop.cancelled': {
    ...{ time: '2025-01-28T12:00:00.000Z', sessionId: exampleId('session of the workshop'), sequence: '0000000002' },
    reason: 'La formatrice est souffrante.',
  },
  enrolment: { time: '2025-01-20T10:25:00.000Z', sequence: '0000000002' },
  'enrolment.confirmed': { sequence: '0000000001' },
  'enrolment.waitlisted': { sequence: '0000000001' },
  'enrolment.offered': { time: '2025-01-27T12:30:00.000Z', offerExpiresAt: '2025-01-28T12:30:00.000Z' },
  'enrolment.promoted': { time: '2025-01-27T17:10:00.000Z', sequence: '0000000003' },
  'enrolment.rescheduled': {
    ...{ time: '2025-01-28T12:00:00.000Z', sessionId: exampleId('session of the workshop') },
    from: { venueId: exampleId('Atlas room'), ...atTheWorkshop },
    to: { venueId: exampleId('Menara room'), ...atTheWorkshop },
  },
  'enrolment.cancelled': {
    ...{ time: '2025-01-28T08:50:00.000Z' },
    reason: 'La participante tient le stand ce matin-là.',
  },
  attendance: {
    ...{ subject: exampleId('enrolment'), time: '2025-01-30T11:45:00.000Z', sequence: '0000000002' },
    ...{ attended: true, completed: true },
  },
  certificate: { time: '2025-01-31T09:00:00.000Z' },
  'certificate.revoked': { time: '2025-02-01T10:15:00.000Z', sequence: '0000000002' },
  'topic-wait': { time: '2025-01-27T13:05:00.000Z', topic: 'EXPORT', language: 'fr', level: 'BEGINNER' },
  'topic-wait.ended': { time: '2025-01-29T09:10:00.000Z', outcome: 'ENROLLED', sequence: '0000000002' },

  endpoint: {
    ...{ time: '2025-02-01T06:30:00.000Z', edition: null },
    ...{ reason: 'FAILING', failingSince: '2025-01-29T06:28:41.000Z', cursor: '3f9a1c-18442' },
  },
};

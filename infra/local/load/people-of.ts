const givenNames = [
  'فاطمة',
  'خديجة',
  'عائشة',
  'مريم',
  'حسن',
  'يوسف',
  'إيجة',
  'رقية',
  'إبراهيم',
  'زينب',
  'سعاد',
  'عبد الله',
];

/** So many people of an exhibitor: invented, the same at every load. */
export const peopleOf = (exhibitor: string, count: number): { name: string }[] =>
  Array.from({ length: count }, (_, index) => ({ name: participantName(exhibitor, index) }));

function participantName(exhibitor: string, index: number): string {
  const place = [...exhibitor].reduce((sum, letter) => sum + letter.charCodeAt(0), index * 5);
  return givenNames[place % givenNames.length] ?? 'فاطمة';
}

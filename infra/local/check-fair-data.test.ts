import { fairDataProblems } from './check-fair-data.js';
import { readFairData, type FairData } from './fair-data.js';

const fair = readFairData();

/** One item of a list, which has to be there. */
function one<Item>(items: Item[], matches: (item: Item) => boolean = () => true): Item {
  const found = items.find(matches);
  if (!found) throw new Error('The demonstration fair has no such record');
  return found;
}

const exhibitorOf = (data: FairData, matches: (exhibitor: FairData['exhibitors'][number]) => boolean) =>
  one(data.exhibitors, matches);

describe('the checker finds', () => {
  const refused = ({ outcome }: { outcome: string }) => outcome === 'REJECTED';
  const cooperative = ({ registrationNumber }: { registrationNumber: string | null }) => registrationNumber !== null;
  const session = (data: FairData) => one(data.sessions, ({ key }) => key === 'demo-zellige-28');
  const workshop = (data: FairData) => one(data.workshops, ({ key }) => key === 'pricing-cost');
  const stand = (data: FairData) => one(one(data.halls).stands);
  const turned = (data: FairData) => one(data.workshops, ({ expect: expected }) => expected === 'REFUSED');

  // prettier-ignore
  const faults: [string, string, RegExp, (data: FairData) => void][] = [
    ['an edition that ends before it starts', 'edition.json', /ends before/, (data) => (data.edition.endsOn = '2025-01-01')],
    ['an edition that closes before it opens', 'edition.json', /another order/, (data) => (data.edition.closesAt = '09:00')],
    ['a key used twice', 'products.json', /key .* taken/, (data) => data.products.push(one(data.products))],
    ['two exhibitors of one name', 'exhibitors.json', /Arabic name .* taken/, (data) => (data.exhibitors[1]!.name.ar = data.exhibitors[0]!.name.ar)],
    ['one email for two', 'exhibitors.json', /email .* taken/, (data) => (data.exhibitors[1]!.contact.email = data.exhibitors[0]!.contact.email)],
    ['one registration number for two', 'exhibitors.json', /registration number .* taken/, (data) => (data.exhibitors[1]!.registrationNumber = data.exhibitors[0]!.registrationNumber)],
    ['a half of a stand for two', 'exhibitors.json', /stand .* taken/, (data) => (one(data.exhibitors, ({ half }) => half === 'MORNING').half = 'AFTERNOON')],
    ['a session during the prayer', 'sessions.json', /is held during/, (data) => (data.edition.quietPeriods[0]!.to = '2025-01-31T15:00:00Z')],
    ['a change of no session', 'changes.json', /no session/, (data) => (one(data.changes.cancellations).session = 'no-such')],
    ['a session that changes twice', 'changes.json', /changes twice/, (data) => (one(data.changes.cancellations).session = one(data.changes.moves).session)],
    ['a move onto another session', 'changes.json', /overlaps/, (data) => Object.assign(one(data.changes.moves), { startsAt: '2025-02-01T16:00:00Z', endsAt: '2025-02-01T17:00:00Z' })],
    ['a nominee that does not take part', 'awards.json', /does not take part/, (data) => (one(one(data.awards.categories).nominees).exhibitor = 'nobody')],
    ['a nominee twice in a category', 'awards.json', /twice/, (data) => one(data.awards.categories).nominees.push(one(one(data.awards.categories).nominees))],
    ['an interest of nobody of the jury', 'awards.json', /not of the jury/, (data) => (one(data.awards.interests).juror = 'juror-nobody')],
    ['a jury that sits after the fair', 'awards.json', /sits outside/, (data) => Object.assign(one(data.awards.sittings), { startsAt: '2025-02-03T10:00:00Z', endsAt: '2025-02-03T11:00:00Z' })],
    ['a jury that sits twice at once', 'awards.json', /sits twice/, (data) => data.awards.sittings.push({ ...one(data.awards.sittings), key: 'again' })],
    ['a partnership with itself', 'partnerships.json', /with itself/, (data) => (one(data.partnerships.between).to = one(data.partnerships.between).from)],
    ['a partnership with nobody', 'partnerships.json', /does not take part/, (data) => (one(data.partnerships.between).to = 'nobody')],
    ['the same partnership twice', 'partnerships.json', /have it already/, (data) => data.partnerships.between.push({ ...one(data.partnerships.between), key: 'again' })],
    ['a refusal of a partnership without a reason', 'partnerships.json', /has a reason/, (data) => delete one(data.partnerships.between, ({ then }) => then === 'DECLINED').reason],
    ['a follow-up of what was not agreed', 'partnerships.json', /was not agreed/, (data) => (one(data.partnerships.between).then = 'WAITS')],
    ['an audience of no session', 'audience.json', /no such session/, (data) => (data.audience.session = 'no-such')],
    ['a session that is not full', 'audience.json', /do not fill/, (data) => (one(data.audience.parties).seats = 1)],
    ['a visitor who reserves twice', 'audience.json', /twice/, (data) => (one(data.audience.parties).visitor = data.audience.parties[1]!.visitor)],
    ['the same product twice at a stand', 'products.json', /name at one stand/, (data) => (data.products[1]!.name.ar = data.products[0]!.name.ar)],
    ['a stand code used twice', 'halls.json', /stand code/, (data) => (data.halls[0]!.stands[1]!.code = stand(data).code)],
    ['a stand of another hall', 'halls.json', /code of its hall/, (data) => (stand(data).code = 'Z-01')],
    ['a wrong area', 'halls.json', /area/, (data) => (stand(data).area = 10)],
    ['a stand outside its hall', 'halls.json', /reaches out/, (data) => (stand(data).x = 500)],
    ['two stands in one place', 'halls.json', /overlaps stand/, (data) => (stand(data).x += 1)],
    ['a stand without an aisle', 'halls.json', /no aisle/, (data) => (one(data.halls).depth = 18.5)],
    ['a Moroccan without a region', 'exhibitors.json', /has a region/, (data) => (data.exhibitors[0]!.region = null)],
    ['a cooperative from abroad', 'exhibitors.json', /is a delegation/, (data) => (data.exhibitors[0]!.country = 'SN')],
    ['a cooperative without members', 'exhibitors.json', /membership/, (data) => (exhibitorOf(data, cooperative).members = null)],
    ['more women than members', 'exhibitors.json', /more women/, (data) => (exhibitorOf(data, cooperative).members!.women = 999)],
    ['more young people than members', 'exhibitors.json', /more young/, (data) => (exhibitorOf(data, cooperative).members!.youth = 999)],
    ['a cooperative without a number', 'exhibitors.json', /registration number exactly/, (data) => (exhibitorOf(data, cooperative).registrationNumber = null)],
    ['a foundation after the fair', 'exhibitors.json', /founded after/, (data) => (data.exhibitors[0]!.foundedIn = 2031)],
    ['a refusal without a reason', 'exhibitors.json', /has a reason/, (data) => delete exhibitorOf(data, refused).reason],
    ['a stand for someone refused', 'exhibitors.json', /does not take part/, (data) => Object.assign(exhibitorOf(data, refused), { stand: 'A-44', half: 'MORNING' })],
    ['a stand by hand that is not shared', 'exhibitors.json', /exactly when it shares/, (data) => (data.exhibitors[0]!.stand = 'A-44')],
    ['a stand that does not exist', 'exhibitors.json', /no stand Z-99/, (data) => (exhibitorOf(data, ({ half }) => half === 'MORNING').stand = 'Z-99')],
    ['more area than any stand has', 'exhibitors.json', /needs area/, (data) => (exhibitorOf(data, ({ outcome }) => outcome === 'CHECKED_IN').answers!.area = 100)],
    ['a stand of somebody who stayed', 'exhibitors.json', /did not withdraw/, (data) => (exhibitorOf(data, ({ standOf }) => standOf !== undefined).standOf = 'thuya-essaouira')],
    ['an artisan without a card', 'exhibitors.json', /professionalCardNumber/, (data) => delete exhibitorOf(data, ({ kind }) => kind === 'ARTISAN').answers!.professionalCardNumber],
    ['an answer that is not asked', 'exhibitors.json', /is not asked/, (data) => (exhibitorOf(data, cooperative).answers!.delegationSize = 3)],
    ['someone there who answered nothing', 'exhibitors.json', /answered nothing/, (data) => delete exhibitorOf(data, cooperative).answers],
    ['a draft without any answer', 'exhibitors.json', /without any answer/, (data) => delete exhibitorOf(data, ({ outcome }) => outcome === 'DRAFT').answers],
    ['a wish of somebody refused', 'allocation.json', /no stand to be given/, (data) => (one(data.allocation.wishes).exhibitor = exhibitorOf(data, refused).key)],
    ['a wish about nobody', 'allocation.json', /wishes about nobody/, (data) => (one(data.allocation.wishes).near = ['nobody'])],
    ['a wish for no hall', 'allocation.json', /no hall Z/, (data) => (one(data.allocation.wishes).halls = ['Z'])],
    ['a zone of no stands', 'allocation.json', /no stand Z-99/, (data) => (one(one(data.allocation.zones).ranges!).to = 'Z-99')],
    ['a move onto no stand', 'allocation.json', /no stand Z-99/, (data) => (one(data.allocation.moves).stand = 'Z-99')],
    ['a stand without the power needed', 'exhibitors.json', /needs power/, (data) => data.halls.forEach(({ stands }) => stands.forEach((each) => (each.hasPower = false)))],
    ['a stand without the water needed', 'exhibitors.json', /needs water/, (data) => data.halls.forEach(({ stands }) => stands.forEach((each) => (each.hasWater = false)))],
    ['a product of nobody', 'products.json', /no exhibitor nobody/, (data) => (one(data.products).exhibitor = 'nobody')],
    ['a product of someone refused', 'products.json', /does not take part/, (data) => (one(data.products).exhibitor = exhibitorOf(data, refused).key)],
    ['a product that costs nothing', 'products.json', /costs nothing/, (data) => (one(data.products).price = '0.00')],
    ['a session that ends before it starts', 'sessions.json', /ends before/, (data) => (session(data).endsAt = '2025-01-28T09:00:00Z')],
    ['a session on another day', 'sessions.json', /outside the days/, (data) => Object.assign(session(data), { startsAt: '2025-02-03T10:00:00Z', endsAt: '2025-02-03T11:00:00Z' })],
    ['a session at night', 'sessions.json', /not between 10:00 and 22:00/, (data) => (session(data).endsAt = '2025-01-28T21:30:00Z')],
    ['a workshop after closing', 'workshops.json', /not between 10:00 and 20:00/, (data) => (workshop(data).endsAt = '2025-01-28T19:30:00Z')],
    ['a venue that does not exist', 'sessions.json', /no venue moon/, (data) => (session(data).venue = 'moon')],
    ['more seats than the venue holds', 'sessions.json', /more seats/, (data) => (session(data).capacity = 5000)],
    ['a performer who does not exist', 'sessions.json', /no performer nobody/, (data) => session(data).performers.push('nobody')],
    ['an exhibitor who does not exist', 'sessions.json', /no exhibitor nobody/, (data) => session(data).exhibitors.push('nobody')],
    ['an exhibitor who is not at the fair', 'sessions.json', /not at the fair/, (data) => session(data).exhibitors.push(exhibitorOf(data, refused).key)],
    ['a session with nobody in it', 'sessions.json', /nobody appears/, (data) => (session(data).exhibitors = [])],
    ['two sessions in one venue', 'sessions.json', /for venue fair-square/, (data) => (one(data.sessions, ({ key }) => key === 'conference-marketing-28').venue = 'fair-square')],
    ['a performer in two places', 'sessions.json', /for performer speaker-sqalli/, (data) => session(data).performers.push('speaker-sqalli')],
    ['an exhibitor in two places', 'sessions.json', /for exhibitor zellige-fes-saiss/, (data) => one(data.sessions, ({ key }) => key === 'conference-marketing-28').exhibitors.push('zellige-fes-saiss')],
    ['a session in a workshop’s room', 'sessions.json', /overlaps pricing-cost for venue menara/, (data) => Object.assign(session(data), { venue: 'menara', capacity: 20 })],
    ['a trainer in two places', 'workshops.json', /for trainer trainer-benjelloun/, (data) => workshop(data).trainers.push('trainer-benjelloun')],
    ['a trainer who does not exist', 'workshops.json', /no trainer nobody/, (data) => (workshop(data).trainers = ['nobody'])],
    ['a session before its venue is ready', 'sessions.json', /before fair-square is ready/, (data) => (one(data.venues, ({ key }) => key === 'fair-square').changeOverMinutes = 45)],
    ['a session of a series in a taken room', 'workshops.json', /overlaps certification-origin for venue atlas/, (data) => (one(one(data.workshops, ({ furtherSessions }) => furtherSessions !== undefined).furtherSessions!).venue = 'atlas')],
    ['an exhibitor enrolled twice', 'workshops.json', /enrolled twice/, (data) => workshop(data).enrolments.push(one(workshop(data).enrolments))],
    ['more enrolled than places', 'workshops.json', /are enrolled for 12 places/, (data) => (workshop(data).capacity = 12)],
    ['a refusal with nothing in its way', 'workshops.json', /nothing stands in its way/, (data) => Object.assign(turned(data), { startsAt: '2025-02-02T10:00:00Z', endsAt: '2025-02-02T11:00:00Z' })],
    ['enrolments in a refused workshop', 'workshops.json', /yet has enrolments/, (data) => turned(data).enrolments.push({ exhibitor: 'thuya-essaouira', participants: 1 })],
    ['a waitlist of what is not full', 'training.json', /is not full/, (data) => (data.training.waitlist.workshop = 'marketing-customer')],
    ['someone who waits and has a place', 'training.json', /has a place already/, (data) => (one(data.training.waitlist.parties).exhibitor = 'thuya-essaouira')],
    ['someone refused who waits for a topic', 'training.json', /does not take part/, (data) => (one(data.training.topicWaits).exhibitor = exhibitorOf(data, refused).key)],
    ['an answer to no offer', 'training.json', /without a place or a turn/, (data) => (one(data.training.waitlist.steps, ({ does }) => does === 'ACCEPTS').exhibitor = 'thuya-essaouira')],
    ['a place given up without a reason', 'training.json', /exactly when it gives up/, (data) => delete one(data.training.waitlist.steps).reason],
    ['an absence of someone without a place', 'training.json', /no place in it/, (data) => one(data.training.attendance).absent.push('erfoud-fossils')],
    ['a word on a workshop by someone absent', 'training.json', /was not there/, (data) => (one(data.training.feedback).exhibitor = 'kenitra-cork')],
    ['a variant of what has none', 'variants.json', /no variant/, (data) => (one(data.variants).product = 'cherbil-gold')],
    ['a variant of no such value', 'variants.json', /no variant/, (data) => (one(data.variants).choices.COLOUR = 'BLUE')],
    ['a stock of what comes in variants', 'products.json', /come in variants/, (data) => (one(data.products, ({ options }) => options !== undefined).openingStock = 5)],
    ['a till that sells what is not its own', 'tills.json', /is not sold at/, (data) => (one(one(one(data.tills).journal).lines).product = 'date-coffee')],
    ['a till that sells after the fair', 'tills.json', /no day of the fair/, (data) => (one(one(data.tills).journal).soldAt = '2025-03-01T10:00:00Z')],
    ['an entry that never arrives', 'tills.json', /never sends 1/, (data) => (one(data.tills).syncs = [[2, 3, 5, 6, 7, 8]])],
    ['an entry that is not in the journal', 'tills.json', /sends 4/, (data) => one(data.tills).syncs.push([4])],
    ['a settlement of what was not sold', 'tills.json', /did not sell/, (data) => (one(one(data.tills).settlements).number = 1)],
    ['a loss of what has no stock', 'stalls.json', /no stock of babouche-colours/, (data) => (one(data.stalls.lost).product = 'babouche-colours')],
    ['a contact left with nobody', 'stalls.json', /does not take part/, (data) => (one(data.stalls.contacts).exhibitor = 'nobody')],
    ['a basket after the fair', 'baskets.json', /no day of the fair/, (data) => (one(data.baskets).placedAt = '2025-02-03T10:00:00Z')],
    ['a basket of what has no stock', 'baskets.json', /no stock of babouche-colours/, (data) => (one(one(data.baskets).lines).product = 'babouche-colours')],
    ['a basket paid before it is ordered', 'baskets.json', /paid before/, (data) => (one(data.baskets).paid!.at = '2025-01-27T10:00:00Z')],
    ['a basket handed over and not paid', 'baskets.json', /not paid/, (data) => delete one(data.baskets, ({ handedOver }) => handedOver === true).paid],
    ['a last day that is closed', 'statements.json', /another one after it/, (data) => data.statements.closedForAll.push('2025-02-02')],
    ['a day closed for nobody', 'statements.json', /does not take part/, (data) => (one(data.statements.closed).exhibitor = 'nobody')],
    ['a late sale of an open day', 'statements.json', /is not late/, (data) => (one(data.statements.late).soldAt = '2025-01-30T10:00:00Z')],
    ['a day without sales', 'sales.json', /days of the edition/, (data) => data.sales.days.pop()],
    ['sales when the fair is closed', 'sales.json', /at 23 the fair is closed/, (data) => data.sales.hours.push({ hour: 23, weight: 1 })],
    ['payments that do not add up', 'sales.json', /add up/, (data) => (data.sales.payments.CARD = 0.9)],
    ['more refunds than sales', 'sales.json', /more of them/, (data) => (data.sales.refunds.count = 9000)],
  ];
  it.each(faults)('%s', (_, file, problem, fault) => {
    const faulty = structuredClone(fair);
    fault(faulty);
    expect(fairDataProblems(faulty)).toContainEqual({
      file,
      record: expect.any(String) as string,
      problem: expect.stringMatching(problem) as string,
    });
  });
});

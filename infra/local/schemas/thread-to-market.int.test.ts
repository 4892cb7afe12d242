import { ApolloGateway, type GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { graphql } from 'graphql';
import type { Principal } from '@maarad/shared/auth';
import { eventCatalogue, sessionScheduled } from '@maarad/shared/contracts';
import { exhibitorsService } from '@maarad/exhibitors/service';
import { salesService } from '@maarad/sales/service';
import { newId } from '@maarad/shared/runtime';
import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { trainingService } from '@maarad/training/service';
import { composeGraph } from './compose-graph.js';
import { readSubgraphs } from './subgraphs.js';

type Name = 'exhibitors' | 'sales' | 'training';
let services: Record<Name, TestService>;
let graph: ApolloServer<{ principal: Principal }>;

const as = { as: organiser };
const key = () => ({ idempotencyKey: newId() });
const at = (day: number, time: string) => new Date(`2025-01-${day}T${time}:00Z`);

beforeAll(async () => {
  const [exhibitors, sales, training] = await Promise.all(
    [exhibitorsService, salesService, trainingService].map((service) => testService(service)),
  );
  services = { exhibitors: exhibitors!, sales: sales!, training: training! };
  const gateway = new ApolloGateway({
    supergraphSdl: composeGraph(await readSubgraphs()).supergraph,
    buildService: ({ name }) => ({
      process: async ({ request, context }: GraphQLDataSourceProcessOptions) =>
        graphql({
          schema: services[name as Name].schema,
          source: request.query ?? '',
          variableValues: request.variables,
          contextValue: services[name as Name].context({ as: context.principal }),
        }) as never,
    }),
  });
  graph = new ApolloServer<{ principal: Principal }>({ gateway });
  await graph.start();
});
afterAll(async () => {
  await graph.stop();
  await Promise.all(Object.values(services).map((service) => service.close()));
});

const create = async (service: TestService, mutation: string, type: string, input: object) =>
  (
    await service.data(
      `mutation ($input: ${type}!) { made: ${mutation}(input: $input) { id } }`,
      { input: { ...key(), ...input } },
      as,
    )
  ).made.id as string;
const change = async (service: TestService, mutation: string, type: string, input: object, selection = 'id') =>
  service.data(`mutation ($input: ${type}!) { ${mutation}(input: $input) { ${selection} } }`, { input }, as);

/** An exhibitor that takes part, as all three services know it. */
async function participant(): Promise<{ editionId: string; exhibitorId: string }> {
  const { exhibitors, sales, training } = services;
  const editionId = await create(exhibitors, 'createEdition', 'CreateEditionInput', {
    ...{ number: 2, name: { ar: 'المعرض الجهوي' }, theme: { ar: 'من أجل اقتصاد منصف' }, city: { ar: 'مراكش' } },
    ...{
      region: 'MARRAKECH_SAFI',
      startsOn: '2025-01-27',
      endsOn: '2025-02-02',
      organisers: [{ name: { ar: 'الجهة' } }],
    },
  });
  const exhibitorId = await create(exhibitors, 'createExhibitor', 'CreateExhibitorInput', {
    ...{ name: { ar: 'تعاونية أركان' }, kind: 'AGRICULTURAL_COOPERATIVE', sector: 'ARGAN', region: 'SOUSS_MASSA' },
    ...{ members: { total: 40, women: 36, youth: 12 }, contact: { person: 'Fatima', email: 'f@argan.example' } },
  });
  const registrationId = await create(exhibitors, 'submitRegistration', 'SubmitRegistrationInput', {
    ...{ editionId, exhibitorId },
  });
  await change(exhibitors, 'approveRegistration', 'RegistrationStepInput', { registrationId });
  for (const event of await exhibitors.told()) {
    const topic = eventCatalogue.find(({ type }) => type === event.type)?.topic ?? 'maarad.registrations';
    const told = { topic, subject: event.subject, event: { ...event } };
    await sales.deliver(told);
    await training.deliver(told);
  }
  return { editionId, exhibitorId };
}

/** One of its people completes a workshop on the 28th and has the certificate. */
async function learn(editionId: string, exhibitorId: string): Promise<string> {
  const { training } = services;
  training.setNow(at(27, '09:00'));
  const trainerId = await create(training, 'createTrainer', 'CreateTrainerInput', { name: { ar: 'كريمة' } });
  const slot = { venueId: newId(), startsAt: at(28, '09:00').toISOString(), endsAt: at(28, '11:00').toISOString() };
  const workshopId = await create(training, 'announceWorkshop', 'AnnounceWorkshopInput', {
    ...{ editionId, title: { fr: 'Emballer' }, topic: 'PACKAGING', trainerIds: [trainerId], capacity: 10, ...slot },
    ...{ language: 'AR', level: 'BEGINNER' },
  });
  await training.deliver(
    sessionScheduled(newId(), {
      ...{ editionId, kind: 'WORKSHOP', title: { fr: 'Emballer' }, language: null, capacity: 10, ...slot },
      ...{ performerIds: [], exhibitorIds: [], workshopId },
    }),
  );
  const { enrol } = await change(training, 'enrol', 'EnrolInput', {
    ...{ ...key(), workshopId, exhibitorId, participants: [{ name: 'Fatima' }] },
  });
  training.setNow(at(28, '12:00'));
  const rows = [{ enrolmentId: enrol[0].id, minutes: 120 }];
  await change(training, 'enterAttendanceSheet', 'EnterAttendanceSheetInput', { workshopId, rows }, 'entered');
  await change(training, 'closeAttendance', 'CloseAttendanceInput', { workshopId });
  const issued = await change(
    training,
    'issueCertificates',
    'IssueCertificatesInput',
    { workshopId },
    'certificates { code }',
  );
  return issued.issueCertificates.certificates[0].code as string;
}

/** Lists a product and sells some of it, on that day. */
async function sell(editionId: string, exhibitorId: string, day: number, name: string, quantity: number) {
  const { sales } = services;
  sales.setNow(at(day, '13:00'));
  const productId = await create(sales, 'listProduct', 'ListProductInput', {
    ...{ exhibitorId, editionId, name: { fr: name }, category: 'ARGAN', price: { amount: '50', currency: 'MAD' } },
    ...{ unit: 'BOTTLE', labels: [], openingStock: 10 },
  });
  await create(sales, 'recordSale', 'RecordSaleInput', {
    ...{ exhibitorId, lines: [{ productId, quantity }], payment: 'CASH' },
  });
}

async function award(editionId: string, exhibitorId: string): Promise<void> {
  const category = newId();
  await services.exhibitors.database.query(
    `WITH category AS (
       INSERT INTO award_categories (id, edition_id, name, criteria, places) VALUES ($1, $2, '{"fr":"Innovation"}', '[]', 1) RETURNING id
     ) INSERT INTO awards (id, edition_id, category_id, exhibitor_id, rank, citation, granted_at)
     SELECT $3, $2, id, $4, 1, '{"fr":"Pour ses flacons"}', '2025-02-02T15:00:00Z' FROM category`,
    [category, editionId, newId(), exhibitorId],
  );
}

test('from training to market is one query: skills learned, products listed after, sales before and after, award', async () => {
  const { editionId, exhibitorId } = await participant();
  await sell(editionId, exhibitorId, 27, 'Huile en vrac', 2);
  const code = await learn(editionId, exhibitorId);
  await sell(editionId, exhibitorId, 29, 'Huile en flacon', 6);
  await award(editionId, exhibitorId);
  const { body } = await graph.executeOperation(
    {
      query: `query Thread($exhibitor: ID!, $edition: ID!, $learned: DateTime!, $dayBefore: LocalDate!, $day: LocalDate!) {
        exhibitor(id: $exhibitor) {
          skills { topic completedAt people certificates { code } }
          products(editionId: $edition, listedFrom: $learned) { nodes { name { value } listedAt } }
          before: sales(editionId: $edition, to: $dayBefore) { revenue { amount } }
          after: sales(editionId: $edition, from: $day) { revenue { amount } }
          awards { category { value } rank }
        }
      }`,
      variables: {
        ...{ exhibitor: exhibitorId, edition: editionId, learned: '2025-01-28T11:00:00Z' },
        ...{ dayBefore: '2025-01-27', day: '2025-01-28' },
      },
    },
    { contextValue: { principal: actingFor(exhibitorId) } },
  );
  expect(body.kind === 'single' && JSON.parse(JSON.stringify(body.singleResult))).toEqual({
    data: {
      exhibitor: {
        skills: [{ topic: 'PACKAGING', completedAt: '2025-01-28T11:00:00.000Z', people: 1, certificates: [{ code }] }],
        products: { nodes: [{ name: { value: 'Huile en flacon' }, listedAt: '2025-01-29T13:00:00.000Z' }] },
        before: { revenue: { amount: '100.00' } },
        after: { revenue: { amount: '300.00' } },
        awards: [{ category: { value: 'Innovation' }, rank: 1 }],
      },
    },
  });
});

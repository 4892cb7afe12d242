import { randomUUID } from 'node:crypto';
import type { ServiceName } from '../../local/processes.js';
import { randomFrom, type Random } from '../../local/seeded-random.js';
import type { Stall } from './open-stall.js';

/** One thing that a client wants done, asked for again with the same key until there is an answer. */
export interface Write {
  service: ServiceName;
  field: string;
  type: string;
  input: Record<string, unknown>;
  /** Where what it makes is a row; nothing where it changes one. */
  table?: string;
  /** Told what was made. */
  made?: (id: string) => void;
}

const opening = Date.parse('2025-01-27T08:00:00Z');
const hour = 3_600_000;
const day = 24 * hour;

/** Sales, products, registrations and their decisions, sessions and their changes, enrolments, partners: in an order that the seed says. */
export class Writes {
  private readonly random: Random;
  private readonly newcomers: string[] = [];
  private readonly undecided: string[] = [];
  private readonly sessions: string[] = [];
  private slots = 0;

  constructor(
    private readonly stall: Stall,
    seed: number,
  ) {
    this.random = randomFrom(seed);
  }

  /** What the clients of one service want next. */
  next(service: ServiceName): Write {
    const [usual, ...others] = this.kinds[service];
    const kind = [usual, ...others][Math.floor(this.random() * (others.length + 1))] ?? usual;
    return kind() ?? usual();
  }

  private readonly sell = (): Write => {
    const { editionId, exhibitorId, productId } = this.stall;
    const lines = [{ productId, quantity: 1 + Math.floor(this.random() * 3) }];
    const input = { editionId, exhibitorId, payment: 'CASH', soldAt: '2025-01-29T11:00:00Z', lines };
    return create('sales', 'orders', 'recordSale', 'RecordSaleInput', input);
  };

  private readonly list = (): Write => {
    const { editionId, exhibitorId } = this.stall;
    const price = { amount: `${1 + Math.floor(this.random() * 500)}.00`, currency: 'MAD' };
    const product = { name: { fr: 'Poterie' }, category: 'POTTERY', unit: 'PIECE', price, openingStock: 10 };
    return create('sales', 'products', 'listProduct', 'ListProductInput', { editionId, exhibitorId, ...product });
  };

  private readonly enter = (): Write => {
    const region = this.one(['MARRAKECH_SAFI', 'SOUSS_MASSA', 'ORIENTAL']);
    const newcomer = { name: { fr: 'Atelier' }, kind: 'ARTISAN', sector: 'POTTERY', region };
    const write = create('exhibitors', 'exhibitors', 'createExhibitor', 'CreateExhibitorInput', newcomer);
    return { ...write, made: (id) => this.newcomers.push(id) };
  };

  private readonly submit = (): Write | undefined => {
    const exhibitorId = this.newcomers.shift();
    const input = { editionId: this.stall.editionId, exhibitorId };
    const write = create('exhibitors', 'registrations', 'submitRegistration', 'SubmitRegistrationInput', input);
    return exhibitorId === undefined ? undefined : { ...write, made: (id) => this.undecided.push(id) };
  };

  private readonly decide = (): Write | undefined => {
    const registrationId = this.undecided.shift();
    if (registrationId === undefined) {
      return undefined;
    }
    return this.random() < 0.5
      ? change('exhibitors', 'approveRegistration', 'RegistrationStepInput', { registrationId })
      : change('exhibitors', 'rejectRegistration', 'RegistrationRefusalInput', { registrationId, reason: 'LATE' });
  };

  /** Each at a time and in a venue that no other one has. */
  private readonly schedule = (): Write => {
    const { editionId, venueIds } = this.stall;
    const slot = (this.slots += 1);
    const turn = Math.floor(slot / venueIds.length);
    const startsAt = opening + (turn % 7) * day + (Math.floor(turn / 7) % 18) * (hour / 2);
    const write = create('scheduling', 'sessions', 'scheduleSession', 'ScheduleSessionInput', {
      ...{ editionId, venueId: venueIds[slot % venueIds.length], kind: 'CONCERT', title: { fr: 'Concert' } },
      ...{ startsAt: new Date(startsAt), endsAt: new Date(startsAt + hour / 3) },
    });
    return { ...write, made: (id) => this.sessions.push(id) };
  };

  private readonly move = (): Write | undefined => {
    const sessionId = this.one(this.sessions);
    const capacity = 20 + Math.floor(this.random() * 60);
    return sessionId === undefined
      ? undefined
      : change('scheduling', 'moveSession', 'MoveSessionInput', { sessionId, capacity });
  };

  private readonly enrol = (): Write => {
    const { workshopId, exhibitorId } = this.stall;
    const input = { workshopId, exhibitorId, participants: [{ name: randomUUID() }], waitlist: true };
    return create('training', 'enrolments', 'enrol', 'EnrolInput', input);
  };

  private readonly registerPartner = (): Write =>
    create('partners', 'partners', 'registerPartner', 'RegisterPartnerInput', { name: { fr: 'ONG' }, kind: 'NGO' });

  /** The first of each can always be done. */
  private readonly kinds: Record<ServiceName, [() => Write, ...(() => Write | undefined)[]]> = {
    exhibitors: [this.enter, this.submit, this.decide],
    scheduling: [this.schedule, this.move],
    sales: [this.sell, this.sell, this.sell, this.list],
    training: [this.enrol],
    partners: [this.registerPartner],
  };

  private one<Value>(values: Value[]): Value | undefined {
    return values[Math.floor(this.random() * values.length)];
  }
}

const create = (service: ServiceName, table: string, field: string, type: string, input: object): Write => ({
  ...{ service, table, field, type },
  input: { idempotencyKey: randomUUID(), ...input },
});

const change = (service: ServiceName, field: string, type: string, input: Record<string, unknown>): Write => ({
  ...{ service, field, type, input },
});

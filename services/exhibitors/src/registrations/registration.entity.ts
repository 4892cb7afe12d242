import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { CodedError } from '@maarad/shared/errors';
import { DateTime } from '@maarad/shared/graphql';
import type { Answers } from '../questionnaire/answers.js';
import { RegistrationStatus, takingPart, transitions } from './registration-status.js';

@ObjectType({ description: 'A step of a registration: what it became, when, by whom, and why.' })
export class StatusChange {
  @Field(() => RegistrationStatus)
  status!: RegistrationStatus;

  @Field(() => DateTime)
  at!: string;

  @Field(() => String, { description: 'The subject of the token that it was done with.' })
  by!: string;

  @Field(() => String, { nullable: true })
  reason!: string | null;
}

/** Who changes a registration, when, and why. */
export interface Decision {
  by: string;
  at: Date;
  reason?: string;
}

/** Who asks to take part in what, with what was answered. */
type Request = Pick<Registration, 'id' | 'editionId' | 'exhibitorId' | 'answers'>;

@ObjectType({ description: "An exhibitor's request to take part in one edition of the fair, and what became of it." })
@Directive('@key(fields: "id")')
@Entity()
export class Registration {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  editionId!: string;

  @Column('uuid')
  exhibitorId!: string;

  @Field(() => RegistrationStatus)
  @Column('text')
  status!: RegistrationStatus;

  @Field(() => [StatusChange], { description: 'Every step, the first one first.' })
  @Column('jsonb')
  history!: StatusChange[];

  /** Orders the waitlist of its edition; null for all who are not on it. */
  @Column('bigint', { nullable: true })
  waitlistNumber!: string | null;

  /** To the questionnaire of the exhibitor's kind. Shown by the resolver, to those who may see them. */
  @Column('jsonb')
  answers!: Answers;

  static submit(request: Request, decision: Decision): Registration {
    return Registration.begin(request, RegistrationStatus.SUBMITTED, decision);
  }

  static draft(request: Request, decision: Decision): Registration {
    return Registration.begin(request, RegistrationStatus.DRAFT, decision);
  }

  private static begin(request: Request, status: RegistrationStatus, decision: Decision): Registration {
    const registration = Object.assign(new Registration(), { ...request, waitlistNumber: null, history: [] });
    registration.note(status, decision);
    return registration;
  }

  /** Whether the fair has heard of it: of a draft that is discarded it never does. */
  get wasSubmitted(): boolean {
    return this.history.some(({ status }) => status === RegistrationStatus.SUBMITTED);
  }

  get takesPart(): boolean {
    return takingPart.includes(this.status);
  }

  /** @throws CodedError ILLEGAL_TRANSITION when it is no draft any more: what was submitted is decided on as it is. */
  answer(answers: Answers): void {
    if (this.status !== RegistrationStatus.DRAFT) {
      throw new CodedError('ILLEGAL_TRANSITION', `The answers of a registration that is ${this.status} stand.`, {
        type: 'Registration',
        from: this.status,
      });
    }
    this.answers = answers;
  }

  /** @throws IllegalTransition as `become` does. */
  waitAt(waitlistNumber: string, decision: Decision): void {
    this.become(RegistrationStatus.WAITLISTED, decision);
    this.waitlistNumber = waitlistNumber;
  }

  /** @throws IllegalTransition when the status may not follow the present one. */
  become(status: RegistrationStatus, decision: Decision): void {
    this.note(transitions.move(this.status, status), decision);
  }

  private note(status: RegistrationStatus, { by, at, reason }: Decision): void {
    this.status = status;
    this.waitlistNumber = null;
    this.history = [...this.history, { status, at: at.toISOString(), by, reason: reason ?? null }];
  }
}

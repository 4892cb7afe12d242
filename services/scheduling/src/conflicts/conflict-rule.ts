import { registerEnumType } from 'type-graphql';

/** What keeps sessions out of each other's way. */
export enum ConflictRule {
  VENUE = 'VENUE',
  PERFORMER = 'PERFORMER',
  EXHIBITOR = 'EXHIBITOR',
  TRAINER = 'TRAINER',
  CHANGE_OVER = 'CHANGE_OVER',
  CLOSING_HOURS = 'CLOSING_HOURS',
  QUIET_PERIOD = 'QUIET_PERIOD',
  STAND_DUTY = 'STAND_DUTY',
  CAPACITY = 'CAPACITY',
  JURY_DUTY = 'JURY_DUTY',
  UNAVAILABLE = 'UNAVAILABLE',
  WALKING_TIME = 'WALKING_TIME',
}

export enum ConflictSeverity {
  BLOCK = 'BLOCK',
  WARN = 'WARN',
  IGNORE = 'IGNORE',
}

registerEnumType(ConflictRule, {
  name: 'ConflictRule',
  description: 'A rule of the programme. The first five are kept by the database: nothing lifts them.',
  valuesConfig: {
    VENUE: { description: 'One session in a venue at once.' },
    PERFORMER: { description: 'A performer is in one session at once.' },
    EXHIBITOR: { description: 'An exhibitor is in one session at once.' },
    TRAINER: { description: 'A trainer is in one session at once.' },
    CHANGE_OVER: { description: 'A venue is made ready after a session, before the next one begins.' },
    CLOSING_HOURS: { description: "Nothing takes place outside the edition's opening hours." },
    QUIET_PERIOD: { description: 'Nothing takes place in a quiet period: a time of prayer.' },
    STAND_DUTY: { description: 'An exhibitor that appears in a session is missed at its stand.' },
    CAPACITY: { description: 'A session is for more people than its venue holds by now.' },
    JURY_DUTY: { description: 'An exhibitor, performer or trainer of a session sits in the jury of the awards then.' },
    WALKING_TIME: { description: 'Somebody has too little time to walk between two sessions in different venues.' },
    UNAVAILABLE: { description: 'The venue or a performer of a session is not available for all of its time.' },
  },
});

registerEnumType(ConflictSeverity, {
  name: 'ConflictSeverity',
  description: 'What comes of a rule that is broken.',
  valuesConfig: {
    BLOCK: { description: 'It is refused, unless the organiser overrides the rule with a reason.' },
    WARN: { description: 'It is let through and listed.' },
    IGNORE: { description: 'Nothing.' },
  },
});

/** The rules that the organiser weighs, with what they weigh until then. Those that are not here, the database keeps. */
export const usualSeverities = {
  [ConflictRule.CLOSING_HOURS]: ConflictSeverity.BLOCK,
  [ConflictRule.QUIET_PERIOD]: ConflictSeverity.BLOCK,
  [ConflictRule.STAND_DUTY]: ConflictSeverity.WARN,
  [ConflictRule.CAPACITY]: ConflictSeverity.BLOCK,
  [ConflictRule.JURY_DUTY]: ConflictSeverity.BLOCK,
  [ConflictRule.UNAVAILABLE]: ConflictSeverity.BLOCK,
  [ConflictRule.WALKING_TIME]: ConflictSeverity.WARN,
} as const satisfies Partial<Record<ConflictRule, ConflictSeverity>>;

/** What of these is about somebody who appears in a session, wherever it is. */
export const rulesAboutPeople = [
  ConflictRule.STAND_DUTY,
  ConflictRule.JURY_DUTY,
  ConflictRule.UNAVAILABLE,
  ConflictRule.WALKING_TIME,
] as const;

export type WeighedRule = keyof typeof usualSeverities;

export const isWeighed = (rule: ConflictRule): rule is WeighedRule => rule in usualSeverities;

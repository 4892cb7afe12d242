import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { LocalizedText, type Texts } from '@maarad/shared/graphql';
import { ruleCodes, type Reason, type RuleCode } from './solver/index.js';

export const AllocationRule = Object.freeze(Object.fromEntries(ruleCodes.map((rule) => [rule, rule]))) as {
  [Rule in RuleCode]: Rule;
};

registerEnumType(AllocationRule, {
  name: 'AllocationRule',
  description: 'What decides about a stand, for the better or the worse.',
  valuesConfig: {
    NEED_POWER: { description: 'Who needs power has a stand with power.' },
    NEED_WATER: { description: 'Who needs water has a stand with water.' },
    NEED_AREA: { description: 'Who needs so many square metres has a stand that is no smaller.' },
    ZONE_HARD: { description: 'A zone is kept for its sectors.' },
    ZONE_PREFERRED: { description: 'A zone suits its sectors, without keeping others out.' },
    QUOTA_MIN: { description: 'A quota keeps places for a group.' },
    QUOTA_MAX: { description: 'A quota lets no more of a group have a stand.' },
    LOT: { description: 'The lot, drawn by the seed, gave the turn.' },
    STANDS_TAKEN: { description: 'All stands that fit were given to others.' },
    HALL: { description: 'A hall was wished.' },
    NEAR: { description: 'A neighbour was wished.' },
    APART: { description: 'It was wished to be no neighbour of someone.' },
    CLUSTER: { description: 'To be beside another of its own sector.' },
    CORNER: { description: 'A corner was wished.' },
    BY_ORGANISER: { description: 'The organiser decided it by hand, with a reason.' },
  },
});

const names: Record<RuleCode, Texts> = {
  NEED_POWER: { ar: 'الحاجة إلى الكهرباء', fr: "Besoin d'électricité", en: 'Needs power' },
  NEED_WATER: { ar: 'الحاجة إلى الماء', fr: "Besoin d'eau", en: 'Needs water' },
  NEED_AREA: { ar: 'الحاجة إلى مساحة', fr: 'Besoin de surface', en: 'Needs space' },
  ZONE_HARD: { ar: 'منطقة مخصصة لقطاعات', fr: 'Zone réservée à des secteurs', en: 'Zone kept for sectors' },
  ZONE_PREFERRED: { ar: 'منطقة مناسبة للقطاع', fr: 'Zone qui convient au secteur', en: 'Zone that suits the sector' },
  QUOTA_MIN: { ar: 'أماكن محفوظة لفئة', fr: 'Places gardées pour un groupe', en: 'Places kept for a group' },
  QUOTA_MAX: { ar: 'الحد الأقصى لفئة', fr: "Maximum d'un groupe", en: 'Most of a group' },
  LOT: { ar: 'القرعة', fr: 'Tirage au sort', en: 'The lot' },
  STANDS_TAKEN: {
    ar: 'الأجنحة المناسبة ممنوحة',
    fr: 'Stands convenables tous attribués',
    en: 'Stands that fit are given',
  },
  HALL: { ar: 'القاعة المرغوبة', fr: 'Hall souhaité', en: 'Wished hall' },
  NEAR: { ar: 'جوار مرغوب', fr: 'Voisin souhaité', en: 'Wished neighbour' },
  APART: { ar: 'البعد عن عارض', fr: 'Éloignement souhaité', en: 'Wished distance' },
  CLUSTER: { ar: 'بجوار عارض من نفس القطاع', fr: "À côté d'un exposant du même secteur", en: 'Beside its own sector' },
  CORNER: { ar: 'جناح في الزاوية', fr: "Stand d'angle", en: 'Corner stand' },
  BY_ORGANISER: { ar: 'قرار المنظم', fr: "Décision de l'organisateur", en: "The organiser's decision" },
};

export const nameOfRule = (rule: RuleCode): Texts => names[rule];

@ObjectType({ description: 'A rule, and what it did here.' })
export class AllocationReason implements Reason {
  @Field(() => AllocationRule)
  rule!: RuleCode;

  @Field(() => LocalizedText, { description: 'The rule in words, for those whom it concerns.' })
  get name(): Texts {
    return nameOfRule(this.rule);
  }

  @Field(() => String, { description: 'With the stands, halls and numbers that it was about.' })
  detail!: string;

  /** Shown by the resolver. */
  exhibitorId?: string;

  static of({ rule, detail, exhibitorId }: Reason): AllocationReason {
    return Object.assign(new AllocationReason(), { rule, detail, exhibitorId });
  }
}

const wishes = new Set<RuleCode>(['ZONE_PREFERRED', 'HALL', 'NEAR', 'APART', 'CLUSTER', 'CORNER']);

export const isWish = ({ rule }: Reason): boolean => wishes.has(rule);

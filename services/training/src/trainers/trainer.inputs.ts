import { InputType, ObjectType } from 'type-graphql';
import { connectionOf, CreatingInput, LocalizedTextInput, TextField } from '@maarad/shared/graphql';
import { Trainer } from './trainer.entity.js';

@ObjectType()
export class TrainerConnection extends connectionOf('Trainer', () => Trainer) {}

@InputType()
export class CreateTrainerInput extends CreatingInput {
  @TextField()
  name!: LocalizedTextInput;

  @TextField({ nullable: true })
  biography?: LocalizedTextInput;
}

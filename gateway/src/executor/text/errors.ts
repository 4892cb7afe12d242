/** This operation is answered from objects: it has something that is not worth knowing here. */
export class NotText extends Error {}

export const notText = (what: string): never => {
  throw new NotText(`not answered from text: ${what}`);
};

/** Thrown where the text of an answer is not what its fetch promises: whoever reads objects finds out what is wrong. */
export class NotPlain extends Error {}

/** One for all: it is thrown to be caught, and its stack tells nobody anything. */
const notPlain = new NotPlain('not plain');

export const giveUp = (): never => {
  throw notPlain;
};

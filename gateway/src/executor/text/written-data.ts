/** The data of an answer that was never objects: it is sent as it is. */
export class WrittenData {
  /** @param text the whole answer, with its `data`: `{"data":...}` */
  constructor(readonly text: Buffer) {}
}

/** Where answers are put together before they are as long as they are. */
export class TextWriter {
  private bytes = new Uint8Array(1 << 16);
  private at = 0;

  begin(): void {
    this.at = 0;
  }

  byte(byte: number): void {
    this.ensure(1);
    this.bytes[this.at++] = byte;
  }

  put(text: Uint8Array): void {
    this.copy(text, 0, text.length);
  }

  /** Most pieces are short: a loop is faster than a call to copy memory. */
  copy(from: Uint8Array, start: number, end: number): void {
    this.ensure(end - start);
    const { bytes } = this;
    let { at } = this;
    for (let index = start; index < end; index += 1) {
      bytes[at++] = from[index] as number;
    }
    this.at = at;
  }

  /** What was written, as its reader's own. */
  end(): Buffer {
    return Buffer.from(this.bytes.subarray(0, this.at));
  }

  private ensure(more: number): void {
    if (this.at + more > this.bytes.length) {
      const longer = new Uint8Array(2 * (this.at + more));
      longer.set(this.bytes);
      this.bytes = longer;
    }
  }
}

/** In bytes. */
const usual = 1 << 16;
const longestKept = 1 << 20;

/** Where answers are put together before they are as long as they are. */
export class TextWriter {
  private bytes = new Uint8Array(usual);
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
    const written = Buffer.from(this.bytes.subarray(0, this.at));
    if (this.bytes.length > longestKept) {
      this.bytes = new Uint8Array(usual);
    }
    return written;
  }

  private ensure(more: number): void {
    if (this.at + more > this.bytes.length) {
      const longer = new Uint8Array(2 * (this.at + more));
      longer.set(this.bytes);
      this.bytes = longer;
    }
  }
}

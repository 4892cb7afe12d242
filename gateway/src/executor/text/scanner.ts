import { giveUp } from './errors.js';
import { quote } from './json-bytes.js';
import { takeTape } from './tapes.js';

/** What stands on the tape for null, for a record that is not there yet, and at the head of a record. A list has its length there. */
export const mark = { null: -1, absent: -2, record: -1 };

const backslash = 0x5c;
const minus = 0x2d;
const zero = 0x30;
const nine = 0x39;

/** By byte: 1 where it does not stand for itself in a string. */
const special = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte < 0x20 || byte === quote || byte === backslash ? 1 : 0,
);

/**
 * Reads JSON as the bytes that it came as (RFC 8259), and puts down on a tape where things are: the records that `record-reader` lays out.
 * Whatever is not JSON gives up.
 */
export class Scanner {
  bytes: Uint8Array = new Uint8Array();
  at = 0;
  tape = takeTape();
  top = 0;
  /** Where the elements of lists are that are being read. */
  readonly elements: number[] = [];

  open(bytes: Uint8Array): void {
    this.bytes = bytes;
    this.at = 0;
    this.top = 0;
    this.elements.length = 0;
  }

  /** Gives the tape away, for as long as its reader needs it. */
  close(): Int32Array {
    const { tape } = this;
    this.tape = takeTape();
    return tape;
  }

  /** A place on the tape for so many numbers. */
  reserve(size: number, first: number): number {
    const base = this.top;
    this.top += size;
    if (this.top > this.tape.length) {
      const longer = new Int32Array(2 * this.top);
      longer.set(this.tape);
      this.tape = longer;
    }
    const { tape, top } = this;
    tape[base] = first;
    for (let index = base + 1; index < top; index += 1) {
      tape[index] = mark.absent;
    }
    return base;
  }

  /** Puts down what is not there yet: nothing is told twice. */
  put(at: number, number: number): void {
    if (this.tape[at] !== mark.absent) {
      giveUp();
    }
    this.tape[at] = number;
  }

  /** Puts down from where to here a piece of the text is. */
  putPiece(at: number, from: number): void {
    this.put(at, from);
    this.tape[at + 1] = this.at;
  }

  /** The next byte that is no space. Services seldom write any. */
  peek(): number | undefined {
    const byte = this.bytes[this.at] as number;
    return byte > 0x20 ? byte : this.afterSpace();
  }

  private afterSpace(): number | undefined {
    const { bytes } = this;
    let byte = bytes[this.at];
    while (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) {
      this.at += 1;
      byte = bytes[this.at];
    }
    return byte;
  }

  expect(byte: number): void {
    if (this.peek() !== byte) {
      giveUp();
    }
    this.at += 1;
  }

  /** Goes past the bytes if they are next. */
  passes(expected: Uint8Array): boolean {
    const { bytes, at } = this;
    const { length } = expected;
    for (let index = 0; index < length; index += 1) {
      if (bytes[at + index] !== expected[index]) {
        return false;
      }
    }
    this.at = at + length;
    return true;
  }

  word(expected: Uint8Array): void {
    if (!this.passes(expected)) {
      giveUp();
    }
  }

  string(): void {
    const { bytes } = this;
    const end = bytes.length;
    if (bytes[this.at] !== quote) {
      giveUp();
    }
    let at = this.at + 1;
    while (at < end) {
      const byte = bytes[at] as number;
      if (special[byte] === 0) {
        at += 1;
      } else if (byte === quote) {
        this.at = at + 1;
        return;
      } else {
        at += byte === backslash ? this.escape(at) : giveUp();
      }
    }
    giveUp();
  }

  /** How long the escape is. */
  private escape(at: number): number {
    const kind = String.fromCharCode(this.bytes[at + 1] ?? 0);
    if (kind !== 'u') {
      return '"\\/bfnrt'.includes(kind) ? 2 : giveUp();
    }
    for (let index = at + 2; index < at + 6; index += 1) {
      if (!/[0-9a-fA-F]/.test(String.fromCharCode(this.bytes[index] ?? 0))) {
        giveUp();
      }
    }
    return 6;
  }

  /** An integer that 32 bits hold whatever its digits. */
  integer(): void {
    const from = this.at;
    this.digits();
    if (this.at - from > 9 || isNumberPart(this.bytes[this.at])) {
      giveUp();
    }
  }

  /** A number that is written back as it was: others are written in another way by who reads them. */
  number(): void {
    this.digits();
    if (this.bytes[this.at] === 0x2e) {
      this.at += 1;
      const from = this.at;
      this.run();
      if (this.at === from) {
        giveUp();
      }
    }
    if (isNumberPart(this.bytes[this.at])) {
      giveUp();
    }
  }

  private digits(): void {
    const negative = this.bytes[this.at] === minus;
    this.at += negative ? 1 : 0;
    const from = this.at;
    const first = this.bytes[from];
    this.run();
    if (this.at === from || (first === zero && (this.at > from + 1 || negative))) {
      giveUp();
    }
  }

  private run(): void {
    const { bytes } = this;
    let at = this.at;
    while ((bytes[at] as number) >= zero && (bytes[at] as number) <= nine) {
      at += 1;
    }
    this.at = at;
  }
}

const isNumberPart = (byte: number | undefined): boolean => byte === 0x2e || byte === 0x65 || byte === 0x45;

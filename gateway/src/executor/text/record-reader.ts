import {
  isCustomScalarType,
  isEnumType,
  isListType,
  isNonNullType,
  type LeafType,
  type OutputType,
} from '@apollo/federation-internals';
import { giveUp } from './errors.js';
import {
  bytesOf,
  colon,
  comma,
  curlyClose,
  curlyOpen,
  falseWord,
  nullWord,
  quote,
  squareClose,
  squareOpen,
  trueWord,
} from './json-bytes.js';
import type { Field, Part } from './places.js';
import { mark, type Scanner } from './scanner.js';

/** How null, true and false begin. */
const n = 0x6e;
const t = 0x74;
const f = 0x66;

/** Goes past a value of the right type, or gives up. */
type Pass = (scanner: Scanner) => void;

/** Lays out a value, and says where. */
export type Lay = (scanner: Scanner) => number;

/** Reads the objects of one answer at one place into records: in any order of fields, whatever else they have. */
export function recordReader(part: Part): Lay {
  const readers = [...part.fields.values()].map((field) => ({ key: field.key, read: fieldReader(field) }));
  const count = readers.length;
  return (scanner) => {
    const base = scanner.reserve(part.size, mark.record);
    scanner.expect(curlyOpen);
    let next = 0;
    let seen = 0;
    let byte = scanner.peek();
    while (byte !== curlyClose) {
      const from = scanner.at;
      let tried = 0;
      // Services answer in the order in which they are asked.
      while (tried < count && !scanner.passes((readers[next] as Reader).key)) {
        next = next + 1 < count ? next + 1 : 0;
        tried += 1;
      }
      if (tried < count) {
        scanner.expect(colon);
        scanner.peek();
        (readers[next] as Reader).read(scanner, base, from);
        next = next + 1 < count ? next + 1 : 0;
        seen += 1;
      } else {
        member(scanner);
      }
      byte = afterElement(scanner, curlyClose);
    }
    scanner.at += 1;
    return seen === count ? base : giveUp();
  };
}

interface Reader {
  key: Uint8Array;
  /** @param from where its key begins */
  read(scanner: Scanner, base: number, from: number): void;
}

function fieldReader({ offset, inside, type, typename }: Field): Reader['read'] {
  if (inside) {
    const record = recordReader(inside.parts[0] as Part);
    const lay = type ? typed(type, record) : untyped(record);
    return (scanner, base) => {
      const at = lay(scanner);
      scanner.put(base + offset, at);
    };
  }
  const pass = typename === undefined ? (type ? leaf(type) : value) : word(JSON.stringify(typename));
  return (scanner, base, from) => {
    pass(scanner);
    scanner.putPiece(base + offset, from);
  };
}

/** The next key or element stands first, or the end: which is told. */
function afterElement(scanner: Scanner, close: number): number | undefined {
  const byte = scanner.peek();
  if (byte === close) {
    return byte;
  }
  scanner.expect(comma);
  const next = scanner.peek();
  return next === close ? giveUp() : next;
}

function member(scanner: Scanner): void {
  scanner.string();
  scanner.expect(colon);
  value(scanner);
}

const isNull = (scanner: Scanner): boolean => scanner.peek() === n;

function typed(type: OutputType, record: Lay): Lay {
  const of = isNonNullType(type) ? (type.ofType as OutputType) : type;
  const inside = isListType(of) ? list(typed(of.ofType as OutputType, record)) : record;
  // Neither a list nor a record begins as null does.
  return of === type ? orNull(inside) : inside;
}

export const orNull =
  (inside: Lay): Lay =>
  (scanner) =>
    isNull(scanner) ? nothing(scanner) : inside(scanner);

/** Of what the answer does not show, only that it can be read. */
function untyped(record: Lay): Lay {
  const lay: Lay = (scanner) => {
    const first = scanner.peek();
    return first === n ? nothing(scanner) : first === squareOpen ? elements(scanner) : record(scanner);
  };
  const elements = list(lay);
  return lay;
}

function nothing(scanner: Scanner): number {
  scanner.word(nullWord);
  return mark.null;
}

export function list(element: Lay): Lay {
  return (scanner) => {
    const { elements } = scanner;
    scanner.expect(squareOpen);
    const from = elements.length;
    let byte = scanner.peek();
    while (byte !== squareClose) {
      elements.push(element(scanner));
      byte = afterElement(scanner, squareClose);
    }
    scanner.at += 1;
    const length = elements.length - from;
    const base = scanner.reserve(length + 1, length);
    for (let index = length; index > 0; index -= 1) {
      scanner.put(base + index, elements.pop() as number);
    }
    return base;
  };
}

const word = (text: string): Pass => {
  const bytes = bytesOf(text);
  return (scanner) => scanner.word(bytes);
};

function leaf(type: OutputType): Pass {
  const of = isNonNullType(type) ? (type.ofType as OutputType) : type;
  const pass = isListType(of) ? leaves(leaf(of.ofType as OutputType)) : single(of as LeafType);
  if (of !== type && pass !== value) {
    // It begins in another way than null.
    return pass;
  }
  return (scanner) => {
    if (!isNull(scanner)) {
      pass(scanner);
    } else if (of === type) {
      scanner.word(nullWord);
    } else {
      giveUp();
    }
  };
}

/** Reads one member of an object, wherever it stands, and goes past the others. @param refused the key of a member that it must not have */
export function onlyMember(key: Uint8Array, read: Lay, refused?: Uint8Array): Lay {
  return (scanner) => {
    let found: number = mark.absent;
    scanner.expect(curlyOpen);
    each(scanner, curlyClose, () => {
      if (refused && scanner.passes(refused)) {
        giveUp();
      }
      if (!scanner.passes(key)) {
        member(scanner);
        return;
      }
      scanner.expect(colon);
      found = found === mark.absent ? read(scanner) : giveUp();
    });
    return found === mark.absent ? giveUp() : found;
  };
}

/** Goes past what is inside of a list or object, and past its end. */
function each(scanner: Scanner, close: number, pass: Pass): void {
  let byte = scanner.peek();
  while (byte !== close) {
    pass(scanner);
    byte = afterElement(scanner, close);
  }
  scanner.at += 1;
}

function leaves(element: Pass): Pass {
  return (scanner) => {
    scanner.expect(squareOpen);
    each(scanner, squareClose, element);
  };
}

function single(type: LeafType): Pass {
  if (isCustomScalarType(type)) {
    return value;
  }
  if (isEnumType(type)) {
    const words = type.values.map(({ name }) => bytesOf(JSON.stringify(name)));
    return (scanner) => {
      for (const each of words) {
        if (scanner.passes(each)) {
          return;
        }
      }
      giveUp();
    };
  }
  switch (type.name) {
    case 'Int':
      return (scanner) => scanner.integer();
    case 'Float':
      return (scanner) => scanner.number();
    case 'Boolean':
      return boolean;
    case 'ID':
      return (scanner) => (scanner.bytes[scanner.at] === quote ? scanner.string() : scanner.integer());
    default:
      return (scanner) => scanner.string();
  }
}

function boolean(scanner: Scanner): void {
  scanner.word(scanner.bytes[scanner.at] === t ? trueWord : falseWord);
}

/** Goes past any value. */
function value(scanner: Scanner): void {
  switch (scanner.peek()) {
    case quote:
      return scanner.string();
    case curlyOpen:
      scanner.at += 1;
      return each(scanner, curlyClose, member);
    case squareOpen:
      scanner.at += 1;
      return each(scanner, squareClose, value);
    case n:
      return scanner.word(nullWord);
    case t:
      return scanner.word(trueWord);
    case f:
      return scanner.word(falseWord);
    default:
      return scanner.number();
  }
}

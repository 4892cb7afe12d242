/** JSON's own bytes: https://www.rfc-editor.org/rfc/rfc8259 */
export const quote = 0x22;
export const comma = 0x2c;
export const colon = 0x3a;
export const squareOpen = 0x5b;
export const squareClose = 0x5d;
export const curlyOpen = 0x7b;
export const curlyClose = 0x7d;

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

export const nullWord = bytesOf('null');
export const trueWord = bytesOf('true');
export const falseWord = bytesOf('false');

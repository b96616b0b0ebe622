import type { Parsed } from './csv-fault.ts';

/** Bytes of a file as text: UTF-8 with or without a byte order mark. Anything else is a fault that names its line. */
export function decodeUtf8(bytes: Uint8Array, file: string): Parsed<string> {
  const refuse = (line: number, guess: string): Parsed<string> => ({
    ok: false,
    fault: [{ file, line, column: '', message: `not UTF-8${guess}; save the file as UTF-8` }],
  });
  if (looksLikeUtf16(bytes)) return refuse(1, ': it looks like UTF-16');
  try {
    return { ok: true, value: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw error;
    return refuse(firstUndecodableLine(bytes), '');
  }
}

const sample = 1000;

/** By its byte order mark, or since every other byte is 0, as in Latin letters written with two bytes each. */
function looksLikeUtf16(bytes: Uint8Array): boolean {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return true;
  const start = bytes.subarray(0, sample);
  const zeros = [0, 1].map((side) => start.filter((byte, k) => byte === 0 && k % 2 === side).length);
  return Math.max(...zeros) > start.length / 4 && Math.min(...zeros) < start.length / 40;
}

function firstUndecodableLine(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for (let start = 0, line = 1; start < bytes.length; line++) {
    const feed = bytes.indexOf(10, start);
    const end = feed < 0 ? bytes.length : feed + 1;
    try {
      decoder.decode(bytes.subarray(start, end));
    } catch {
      return line;
    }
    start = end;
  }
  return 1;
}

import { errors } from './errors.ts';

const decoder = new TextDecoder('windows-1258');
const characters: readonly string[] = Array.from({ length: 256 }, (_, byte) => decoder.decode(Uint8Array.of(byte)));
const bytesOf: ReadonlyMap<string, number> = new Map(characters.map((character, byte) => [character, byte]));

/** grave, hook, tilde, acute, dot below: bytes of their own that follow the vowel */
const TONE = /[\u0300\u0309\u0303\u0301\u0323]/;

/** Vowel and tone are two bytes there and one character here. @source Microsoft code page 1258 (verified against the decoder of the runtime) */
export const decodeVietnamese = (bytes: Uint8Array): string => decoder.decode(bytes).normalize('NFC');

function bytesOfCharacter(character: string): readonly number[] | undefined {
  const whole = bytesOf.get(character);
  if (whole !== undefined) return [whole];
  const [tone] = TONE.exec(character.normalize('NFD')) ?? [];
  if (tone === undefined) return undefined;
  const vowel = bytesOf.get(character.normalize('NFD').replace(tone, '').normalize('NFC'));
  const mark = bytesOf.get(tone);
  return vowel === undefined || mark === undefined ? undefined : [vowel, mark];
}

/** @throws exchange.invalidBytes: a character that the code page has no place for */
export function encodeVietnamese(text: string): Buffer {
  const bytes = [...text.normalize('NFC')].flatMap((character) => {
    const written = bytesOfCharacter(character);
    if (written === undefined) throw errors.invalidBytes({ detail: 'WINDOWS-1258' });
    return written;
  });
  return Buffer.from(bytes);
}

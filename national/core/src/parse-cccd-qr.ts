import { cardBirthDate, cardGender, filled, readPart } from './card-field.ts';
import { errors } from './errors.ts';
import { displayName } from './person-name.ts';
import { parsePersonalNumber } from './personal-number.ts';
import { parseVnDate } from './vn-date.ts';

/** What the QR of an identity card (CCCD, thẻ căn cước) says. */
export interface IdentityCard {
  readonly personalNumber: string;
  /** nine-digit card of before */
  readonly oldIdentityCard?: string;
  readonly name: string;
  /** FHIR date, perhaps only a year */
  readonly birthDate: string;
  readonly gender: 'male' | 'female';
  readonly address?: string;
  readonly issuedOn?: string;
  /** further 12- or 9-digit numbers found behind the known fields: cancelled ones */
  readonly otherNumbers: readonly string[];
}

const MAX_LENGTH = 1_000;
const unreadable = (part: string) => errors.identityQrUnreadable({ part });

/**
 * Seven fields divided by `|`; newer cards add more, whose order is not published, so they are only searched for numbers.
 * Carriage returns and decomposed marks of scanners are tolerated; a cut or shifted text is refused, never guessed.
 *
 * @throws core.identityQrUnreadable naming the field, core.scanTooLong
 * @source Luật Căn cước 26/2023/QH15 and TT 17/2024/TT-BCA: card and its QR; field order from public samples (secondary)
 */
export function parseCccdQr(text: string): IdentityCard {
  if (text.length > MAX_LENGTH) throw errors.scanTooLong();
  const fields = text
    .replace(/[\r\n\t]/g, '')
    .trim()
    .split('|');
  if (fields.length < 7) throw unreadable('số trường');
  const [number = '', old = '', name = '', birth = '', sex = '', address, issued = '', ...extra] = fields;
  const gender = cardGender(sex.normalize('NFC'));
  if (gender === undefined) throw unreadable('giới tính');
  const oldCard = filled(old);
  if (oldCard !== undefined && !/^(\d{9}|\d{12})$/.test(oldCard)) throw unreadable('số CMND cũ');
  const personalNumber = readPart(
    () => parsePersonalNumber(number).value,
    () => unreadable('số định danh'),
  );
  const issuedText = filled(issued);
  const lives = filled(address);
  return {
    personalNumber,
    ...(oldCard === undefined ? {} : { oldIdentityCard: oldCard }),
    name: readPart(
      () => displayName(name),
      () => unreadable('họ tên'),
    ),
    birthDate: readPart(
      () => cardBirthDate(birth),
      () => unreadable('ngày sinh'),
    ),
    gender,
    ...(lives === undefined ? {} : { address: lives }),
    ...(issuedText === undefined
      ? {}
      : {
          issuedOn: readPart(
            () => parseVnDate(issuedText),
            () => unreadable('ngày cấp'),
          ),
        }),
    otherNumbers: numbersIn(extra, personalNumber),
  };
}

const numbersIn = (fields: readonly string[], known: string): string[] => [
  ...new Set(
    fields.flatMap((field) => field.match(/(?<!\d)(?:\d{12}|\d{9})(?!\d)/g) ?? []).filter((found) => found !== known),
  ),
];

import { cardBirthDate, cardGender, filled, readPart } from './card-field.ts';
import { errors } from './errors.ts';
import { parseFacilityCode } from './facility-code.ts';
import { type InsuranceNumber, parseInsuranceNumber } from './insurance-card.ts';
import { displayName } from './person-name.ts';
import { present } from './present.ts';
import { parseVnDate } from './vn-date.ts';

/** What the QR of a health-insurance card says; short old forms say less. */
export interface InsuranceCard {
  readonly number: InsuranceNumber;
  readonly name: string;
  /** FHIR date, perhaps only a year */
  readonly birthDate: string;
  readonly gender: 'male' | 'female';
  readonly address?: string;
  /** facility of first registration, five characters */
  readonly registeredAt?: string;
  readonly validFrom: string;
  /** absent: open */
  readonly validTo?: string;
  readonly issuedOn?: string;
  readonly parentName?: string;
  /** K1, K2, K3: living area with its own rights */
  readonly zone?: 'K1' | 'K2' | 'K3';
  /** since when five years run without a gap */
  readonly fiveYearsFrom?: string;
  readonly benefitDigit?: string;
  readonly issuedBy?: string;
}

const MAX_LENGTH = 2_000;
const unreadable = (part: string) => errors.insuranceQrUnreadable({ part });
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Text written as hexadecimal UTF-8; anything else is kept as it stands. */
function fromHex(text: string | undefined, part: string): string | undefined {
  const value = filled(text);
  if (value === undefined || value.length % 2 === 1 || !/^[0-9a-f]+$/i.test(value)) return value;
  const bytes = Uint8Array.from(value.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  try {
    return filled(utf8.decode(bytes));
  } catch {
    throw unreadable(part);
  }
}

function date(text: string | undefined, part: string): string | undefined {
  const value = filled(text);
  return value === undefined
    ? undefined
    : readPart(
        () => parseVnDate(value),
        () => unreadable(part),
      );
}

function need<T>(value: T | undefined, part: string): T {
  if (value === undefined) throw unreadable(part);
  return value;
}

const zones: ReadonlyMap<string, 'K1' | 'K2' | 'K3'> = new Map([
  ['1', 'K1'],
  ['2', 'K2'],
  ['3', 'K3'],
  ['K1', 'K1'],
  ['K2', 'K2'],
  ['K3', 'K3'],
]);

/** The fields before the closing `$`; a text without it was cut. */
function fieldsOf(text: string): string[] {
  if (text.length > MAX_LENGTH) throw errors.scanTooLong();
  const line = text.replace(/[\r\n\t]/g, '').trim();
  if (!line.endsWith('$')) throw unreadable('dấu kết thúc $');
  const fields = line.slice(0, -1).replace(/\|$/, '').split('|');
  if (fields.length < 8 || fields.length > 16) throw unreadable('số trường');
  return fields;
}

/**
 * Up to sixteen fields divided by `|` and closed by `$`: names in hexadecimal UTF-8, `-` for empty. The number has 10, 12 or
 * (old card) 15 characters; short forms end after the date of issue.
 *
 * @throws core.insuranceQrUnreadable naming the field, core.scanTooLong
 * @source QĐ 1666/QĐ-BHXH (2020) and QĐ 1351/QĐ-BHXH (2015), insurance card; layout from decoded public samples (secondary)
 */
export function parseBhytQr(text: string): InsuranceCard {
  const f = fieldsOf(text);
  const facility = filled(f[5]);
  const benefit = filled(f[14]);
  return {
    number: readPart(
      () => parseInsuranceNumber(f[0] ?? ''),
      () => unreadable('mã thẻ'),
    ),
    name: readPart(
      () => displayName(fromHex(f[1], 'họ tên') ?? ''),
      () => unreadable('họ tên'),
    ),
    birthDate: readPart(
      () => cardBirthDate(f[2] ?? ''),
      () => unreadable('ngày sinh'),
    ),
    gender: need(cardGender(f[3] ?? ''), 'giới tính'),
    validFrom: need(date(f[6], 'giá trị từ'), 'giá trị từ'),
    ...present({
      address: fromHex(f[4], 'địa chỉ'),
      registeredAt:
        facility === undefined
          ? undefined
          : readPart(
              () => parseFacilityCode(facility),
              () => unreadable('nơi đăng ký'),
            ),
      validTo: date(f[7], 'giá trị đến'),
      issuedOn: date(f[8], 'ngày cấp'),
      parentName: fromHex(f[10], 'cha mẹ'),
      zone: zones.get(filled(f[11]) ?? ''),
      fiveYearsFrom: date(f[12], 'năm năm liên tục'),
      benefitDigit: benefit !== undefined && /^[1-5]$/.test(benefit) ? benefit : undefined,
      issuedBy: fromHex(f[15], 'nơi cấp'),
    }),
  };
}

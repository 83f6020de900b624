import { type ListedCode, linesOf } from './claim-context.ts';
import { type ClaimRow, listOf, rowsOf, textOf } from './claim-file.ts';
import { type Check, type ClaimView, everyRow, type Finding } from './claim-view.ts';
import { inGroup } from './row-kinds.ts';
import { bareLicence, bareService, isFromElsewhere } from './service-codes.ts';

/** Services of other patients that are known here. */
const othersServices = (view: ClaimView): ClaimRow[] =>
  (view.context.others ?? [])
    .filter((other) => textOf(rowsOf(other, 'XML1')[0], 'MA_BN') !== view.said('MA_BN'))
    .flatMap((other) => rowsOf(other, 'XML3'));

const isAtOnce = (a: ClaimRow, b: ClaimRow): boolean => {
  const [aFrom, aTo, bFrom, bTo] = [a, b].flatMap((row) => [textOf(row, 'NGAY_TH_YL'), textOf(row, 'NGAY_KQ')]);
  if (!aFrom || !aTo || !bFrom || !bTo) return false;
  return aFrom < bTo && bFrom < aTo;
};

const shares = (a: ClaimRow, b: ClaimRow, field: string): boolean =>
  listOf(a, field).some((one) => listOf(b, field).includes(one));

/** Rows of these groups that somebody else's rows of these groups collide with. */
const collide =
  (field: string, groups: readonly string[], isHit: (a: ClaimRow, b: ClaimRow) => boolean): Check =>
  (view) => {
    const others = othersServices(view).filter((row) => inGroup(row, ...groups));
    return view.services.flatMap((row, at): Finding[] =>
      inGroup(row, ...groups) && others.some((other) => isHit(row, other))
        ? [{ where: `XML3[${at + 1}].${field}` }]
        : [],
    );
  };

/** `0700-1630`; several joined by a space */
const isWithinHours = (moment: string, hours: string): boolean =>
  moment.length !== 12 ||
  hours.split(' ').some((span) => {
    const [from = '', to = ''] = span.split('-');
    const time = moment.slice(8);
    return from <= time && time <= to;
  });

const isWithinScope = (row: ClaimRow, { says }: ListedCode): boolean =>
  (says?.hours === undefined || isWithinHours(textOf(row, 'NGAY_TH_YL'), says.hours)) &&
  (says?.scope === undefined || says.scope.split(' ').some((prefix) => bareService(row).startsWith(prefix)));

const isDoneByRight = (row: ClaimRow, view: ClaimView): boolean =>
  listOf(row, 'NGUOI_THUC_HIEN').every((code) => {
    const lines = isFromElsewhere(code) ? [] : linesOf(view.context, 'practitioners', bareLicence(code), view.day);
    return lines === undefined || lines.length === 0 || lines.some((line) => isWithinScope(row, line));
  });

const allGroups = ['1', '2', '3', '8', '9', '13', '18', '19'];

/**
 * People, devices and beds that cannot be in two places.
 *
 * @source QĐ 3176/QĐ-BYT XML3 (secondary); TT 32/2023/TT-BYT (secondary); public validators (secondary); SV-19, SV-20 from memory
 */
export const peopleAndDeviceChecks: Readonly<Record<string, Check>> = {
  'SV-18': collide('NGUOI_THUC_HIEN', ['2', '8', '18'], (a, b) => isAtOnce(a, b) && shares(a, b, 'NGUOI_THUC_HIEN')),
  'SV-19': collide('MA_MAY', ['2'], (a, b) => isAtOnce(a, b) && shares(a, b, 'MA_MAY')),
  'SV-20': collide(
    'NGAY_YL',
    allGroups,
    (a, b) => textOf(a, 'NGAY_YL') === textOf(b, 'NGAY_YL') && shares(a, b, 'MA_BAC_SI'),
  ),
  'SV-21': everyRow(['XML3'], 'NGUOI_THUC_HIEN', isDoneByRight),
  'BED-10': collide(
    'MA_GIUONG',
    ['14', '15', '16'],
    (a, b) =>
      textOf(a, 'MA_KHOA') === textOf(b, 'MA_KHOA') &&
      shares(a, b, 'MA_GIUONG') &&
      textOf(a, 'NGAY_YL').slice(0, 8) === textOf(b, 'NGAY_YL').slice(0, 8) &&
      [a, b].some((row) => textOf(row, 'TYLE_TT_DV') === '100'),
  ),
};

/** @source none: our own mark of a page */
import { errors } from '../errors.ts';
import { holds, type Period } from './period.ts';

interface Place {
  readonly day: string;
  readonly section: string;
  readonly cursor?: string;
}

/** @source none: our own mark of a page */
export const cursorText = ({ day, section, cursor }: Place): string =>
  [day, section, ...(cursor === undefined ? [] : [cursor])].join('/');

/** @param sections  names that a page may have. @throws ledger.badCursor @source none: our own mark of a page */
export function readCursor<S extends string>(text: string, sections: readonly S[], period: Period) {
  const [day = '', name = '', ...rest] = text.split('/');
  const section = sections.find((one) => one === name);
  if (section === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(day) || !holds(period, day)) {
    throw errors.badCursor({ at: 'cursor' });
  }
  return { day, section, ...(rest.length === 0 ? {} : { cursor: rest.join('/') }) };
}

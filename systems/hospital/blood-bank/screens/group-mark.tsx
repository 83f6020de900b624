import { formatDate, formatTime, useLanguage, useTexts } from '@lienmach/ui';
import { componentOf } from '../catalogs/components.ts';
import { texts } from './texts.ts';
import type { ShownPerson } from './use-bank.ts';

/** `A+` as it is written on bags; nothing known: a dash. */
export function GroupMark({ group, state }: { readonly group: string; readonly state?: string }) {
  const t = useTexts(texts);
  const shown = group === '' ? '–' : group.replace('-', '−');
  return (
    <span className="group-mark" data-state={state} title={group === '' ? t.groupUnknown : undefined}>
      {shown}
      {group === '' && <span className="sr">{t.groupUnknown}</span>}
    </span>
  );
}

/** The name of a component in the language of the person. */
export function useComponentName(): (code: string) => string {
  const language = useLanguage();
  return (code) => {
    const found = componentOf(code);
    return (language === 'vi' ? found?.name : found?.en) ?? code;
  };
}

/** `Nữ · 46 tuổi · BN26000001` */
export function usePersonText(): (person: ShownPerson) => string {
  const t = useTexts(texts);
  return ({ sex, age, ageUnit, patientNumber }) =>
    [t.sexes[sex], age === undefined ? '' : `${age} ${t.ages[ageUnit] ?? ''}`, patientNumber]
      .filter((one) => one !== undefined && one !== '')
      .join(' · ');
}

/** `26/11/2026`; with the hour when it is not the end of the day */
export const expiryText = (expires: string): string => {
  const time = formatTime(expires);
  return time === '23:59' ? formatDate(expires.slice(0, 10)) : `${time} ${formatDate(expires.slice(0, 10))}`;
};

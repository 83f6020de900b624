import { IconAlertCircle } from '@tabler/icons-react';
import type { AllergyIntolerance, Patient } from 'fhir/r4';
import type { ReactNode } from 'react';
import { ageOf } from '../format/age.ts';
import { formatDate } from '../format/format-date.ts';
import { nameOf, patientCodeOf } from '../format/names.ts';
import { useTexts } from '../language/language.ts';
import { texts } from '../texts.ts';
import { StatusChip, type Tone } from './status-chip.tsx';

export interface BannerFlag {
  readonly tone: Tone;
  readonly label: string;
}

export interface PatientBannerProps {
  readonly patient: Patient;
  /** undefined: nobody asked yet, or not loaded; empty list: asked, none */
  readonly allergies?: readonly AllergyIntolerance[] | undefined;
  /** most severe first; what is beyond four goes into “+n” */
  readonly flags?: readonly BannerFlag[];
  readonly cover?: ReactNode;
  /** right end: visit number, link to the timeline */
  readonly extra?: ReactNode;
  /** a critical value is open: red left edge */
  readonly isCritical?: boolean;
  /** a window that works with money or papers and is not told about allergies: it says nothing about them */
  readonly isAdministrative?: boolean;
}

const SHOWN = 4;

const allergyText = (allergy: AllergyIntolerance): string =>
  allergy.code?.text ?? allergy.code?.coding?.[0]?.display ?? '';

const isNoKnown = (allergy: AllergyIntolerance): boolean =>
  allergy.code?.coding?.some((coding) => coding.code === '716186003' || coding.code === 'no-known-allergy') ?? false;

function Allergies({ allergies }: { readonly allergies: readonly AllergyIntolerance[] | undefined }) {
  const t = useTexts(texts);
  if (allergies === undefined || allergies.length === 0) return <StatusChip tone="warn">{t.allergyUnknown}</StatusChip>;
  const real = allergies.filter((allergy) => !isNoKnown(allergy));
  if (real.length === 0) return <StatusChip tone="ok">{t.noAllergy}</StatusChip>;
  return (
    <StatusChip tone="stop" icon={IconAlertCircle}>
      {t.allergy}: {real.map(allergyText).join(', ')}
    </StatusChip>
  );
}

/** Age in the words of the banner: `37 tháng`, `68 tuổi`. */
export function useAgeText(): (birthDate: string | undefined) => string {
  const t = useTexts(texts);
  return (birthDate) => {
    const age = ageOf(birthDate);
    if (age === undefined) return '';
    return { day: t.days, month: t.months, year: t.years }[age.unit](age.value);
  };
}

/** Who this is, in the same place on every clinical screen: name in capitals, age, sex, code, allergy. */
export function PatientBanner(props: PatientBannerProps) {
  const { patient, allergies, flags = [], cover, extra, isCritical, isAdministrative } = props;
  const t = useTexts(texts);
  const age = useAgeText();
  const more = flags.length - SHOWN;
  return (
    <section className="banner" aria-label={t.patient} data-critical={isCritical || undefined}>
      <div style={{ minWidth: 0 }}>
        <div className="name">{nameOf(patient.name)}</div>
        <div className="sec el">
          {t.sex[patient.gender ?? 'unknown']} · <b>{age(patient.birthDate)}</b> · {t.born}{' '}
          <span className="n">{formatDate(patient.birthDate)}</span> · {t.patientCode}{' '}
          <span className="n">{patientCodeOf(patient)}</span>
        </div>
      </div>
      {cover && <span className="vr" />}
      {cover}
      <span className="vr" />
      <div className="flags grow">
        {!isAdministrative && <Allergies allergies={allergies} />}
        {flags.slice(0, SHOWN).map((flag) => (
          <StatusChip key={flag.label} tone={flag.tone}>
            {flag.label}
          </StatusChip>
        ))}
        {more > 0 && (
          <StatusChip tone="neutral" icon={false}>
            +{more}
          </StatusChip>
        )}
      </div>
      {extra}
    </section>
  );
}

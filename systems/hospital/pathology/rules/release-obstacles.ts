import type { FhirError } from '@lienmach/outcome';
import { errors } from '../errors.ts';
import { slideLabel } from './bench-obstacles.ts';
import { type CaseSheet, isFinal, type Stage } from './case-sheet.ts';
import { needsSecondReading } from './second-reading.ts';

export interface ReleaseWish {
  readonly stage: string;
  /** why a final report is changed */
  readonly reason?: string;
  /** of an addendum */
  readonly text?: string;
  /** who heard the answer of a frozen section */
  readonly told?: string;
  /** why nobody read it a second time */
  readonly alone?: string;
}

const LEAST_LETTERS = 10;
const letters = (text = ''): number => text.match(/\p{L}/gu)?.length ?? 0;

/**
 * What kind of release this is: final after final is an amendment.
 *
 * @throws pathology.unknownStage, finalBefore, notFinalYet
 * @source QĐ 2429/QĐ-BYT (12/06/2017): amended reports keep the old result (secondary)
 */
export function stageOf(sheet: CaseSheet, { stage }: ReleaseWish): Stage {
  const wasFinal = isFinal(sheet);
  if (stage === 'final') return wasFinal ? 'amended' : 'final';
  if (stage === 'addendum') {
    if (!wasFinal) throw errors.notFinalYet({ at: 'stage' });
    return stage;
  }
  if (stage !== 'frozen' && stage !== 'provisional') throw errors.unknownStage({ at: 'stage' });
  if (wasFinal) throw errors.finalBefore({ at: 'stage' });
  return stage;
}

/** slides that were ordered and not yet stained */
const notReady = ({ slides }: CaseSheet): string[] =>
  slides.filter(({ readyAt }) => readyAt === undefined).map(slideLabel);

function finalObstacles(sheet: CaseSheet, wish: ReleaseWish): FhirError[] {
  const open = notReady(sheet);
  const isRead =
    !needsSecondReading(sheet) || sheet.secondReading?.agrees === true || letters(wish.alone) >= LEAST_LETTERS;
  // words alone do not say whether a second reader and a call are needed
  const isCoded = sheet.codes.length > 0 || sheet.category !== '' || sheet.diagnosis === '';
  return [
    ...(sheet.diagnosis === '' && sheet.category === '' ? [errors.nothingToTell({ at: 'diagnosis' })] : []),
    ...(isCoded ? [] : [errors.codeMissing({ at: 'code' })]),
    ...(open.length > 0 ? [errors.slidesNotReady({ at: 'slide', labels: open.join(', ') })] : []),
    ...(isRead ? [] : [errors.secondReaderMissing({ at: 'alone' })]),
  ];
}

function frozenObstacles({ kind, frozen }: CaseSheet, { told = '' }: ReleaseWish): FhirError[] {
  return [
    ...(kind !== 'frozen' || frozen === '' ? [errors.notFrozen({ at: 'frozen' })] : []),
    ...(told.trim().length < 2 ? [errors.toldMissing({ at: 'told' })] : []),
  ];
}

/**
 * The sheet cannot be told like this, for all of these reasons. What is provisional may be told while slides are out; what
 * is malignant is final only after a second reader, or with the reason why there was none.
 *
 * @source QĐ 2429/QĐ-BYT (12/06/2017), authorised release and amendment (secondary); second reading: CAP and ADASP (from memory)
 */
export function releaseObstacles(sheet: CaseSheet, wish: ReleaseWish, stage: Stage): FhirError[] {
  if (stage === 'frozen') return frozenObstacles(sheet, wish);
  if (stage === 'addendum') return letters(wish.text) === 0 ? [errors.textMissing({ at: 'text' })] : [];
  if (stage === 'provisional') {
    return sheet.diagnosis === '' && sheet.category === '' ? [errors.nothingToTell({ at: 'diagnosis' })] : [];
  }
  return [
    ...finalObstacles(sheet, wish),
    ...(stage === 'amended' && letters(wish.reason) < LEAST_LETTERS ? [errors.reasonMissing({ at: 'reason' })] : []),
    ...(stage === 'amended' && !sheet.isChanged ? [errors.nothingAmended({ at: 'diagnosis' })] : []),
  ];
}

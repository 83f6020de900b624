import { useState } from 'react';
import { serviceOf } from '../catalogs/pathology-services.ts';
import { slideLabel } from '../rules/bench-obstacles.ts';
import type { BenchDraft, DraftSlide, ReadingDraft, ShownCase } from './use-case.ts';

const benchOf = ({ gross, blocks, slides }: ShownCase): BenchDraft => ({ gross, blocks, slides });
const readingOf = ({
  microscopy,
  diagnosis,
  codes,
  adequacy,
  category,
  frozen,
  synoptic,
}: ShownCase): ReadingDraft => ({
  microscopy,
  diagnosis,
  codes,
  adequacy,
  category,
  frozen,
  synoptic,
});
const differs = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b);

/** What is typed over a case and not saved yet; nothing typed: what the record says. */
export function useCaseWork(sheet: ShownCase) {
  const [typedBench, setBench] = useState<BenchDraft>();
  const [typedReading, setReading] = useState<ReadingDraft>();
  const bench = typedBench ?? benchOf(sheet);
  const reading = typedReading ?? readingOf(sheet);
  const stain = serviceOf(sheet.service)?.stain ?? 'HE';

  const slideOn = (draft: BenchDraft, block: string): DraftSlide => {
    const mine = draft.slides.filter((one) => one.block === block);
    const number = Math.max(0, ...mine.map((one) => one.number)) + 1;
    return { block, number, stain: mine.length === 0 ? stain : 'IHC', marker: '', isReady: false };
  };
  const addSlide = (block: string): void => setBench({ ...bench, slides: [...bench.slides, slideOn(bench, block)] });
  /** the next cassette of the container in hand, with its first slide */
  const addBlock = (): void => {
    const letter = bench.blocks.at(-1)?.label.charAt(0) ?? sheet.containers[0]?.label ?? 'A';
    const numbers = bench.blocks
      .filter(({ label }) => label.startsWith(letter))
      .map(({ label }) => Number(label.slice(1)));
    const label = `${letter}${Math.max(0, ...numbers) + 1}`;
    const blocks = [...bench.blocks, { label, what: '' }];
    setBench({ ...bench, blocks, slides: [...bench.slides, slideOn(bench, label)] });
  };
  const finishSlides = (): void =>
    setBench({ ...bench, slides: bench.slides.map((slide) => ({ ...slide, isReady: true })) });
  return {
    bench,
    reading,
    setBench,
    setReading,
    addSlide,
    addBlock,
    finishSlides,
    isBenchDirty: differs(bench, benchOf(sheet)),
    isReadingDirty: differs(reading, readingOf(sheet)),
    /** where a slide is added by key: the last place anybody worked at */
    lastPlace: bench.slides.at(-1)?.block ?? bench.blocks.at(-1)?.label ?? sheet.containers[0]?.label ?? 'A',
    forget: (): void => {
      setBench(undefined);
      setReading(undefined);
    },
    openSlides: bench.slides.filter(({ isReady }) => !isReady).map(slideLabel),
  };
}

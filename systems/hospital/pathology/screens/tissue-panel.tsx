import { Button, CheckField, IconButton, Panel, SelectField, TextArea, TextField, useTexts } from '@lienmach/ui';
import { IconX } from '@tabler/icons-react';
import { stainOf, stains } from '../catalogs/stains.ts';
import { slideLabel } from '../rules/bench-obstacles.ts';
import { texts } from './texts.ts';
import type { BenchDraft, DraftSlide, ShownCase } from './use-case.ts';

interface TissuePanelProps {
  readonly sheet: ShownCase;
  readonly draft: BenchDraft;
  readonly canWrite: boolean;
  readonly onChange: (draft: BenchDraft) => void;
  readonly onAddBlock: () => void;
  readonly onAddSlide: (block: string) => void;
}

interface SlideRowProps {
  readonly slide: DraftSlide;
  readonly isKept: boolean;
  readonly canWrite: boolean;
  readonly onChange: (slide: DraftSlide) => void;
  readonly onRemove: () => void;
}

function SlideRow({ slide, isKept, canWrite, onChange, onRemove }: SlideRowProps) {
  const t = useTexts(texts);
  const label = slideLabel(slide);
  const needsMarker = stainOf(slide.stain)?.needsMarker === true;
  return (
    <li className="case-slide" data-slide={label}>
      <b className="n">{label}</b>
      <SelectField
        label={t.stainOf(label)}
        value={slide.stain}
        isDisabled={isKept || !canWrite}
        options={stains.map(({ code, name }) => ({ value: code, label: name }))}
        onChange={(stain) => onChange({ ...slide, stain })}
      />
      {needsMarker && (
        <TextField
          label={t.markerOf(label)}
          placeholder="HER2"
          value={slide.marker}
          isDisabled={isKept || !canWrite}
          onChange={(marker) => onChange({ ...slide, marker })}
        />
      )}
      <CheckField
        label={t.readyOf(label)}
        isChecked={slide.isReady}
        isDisabled={isKept || !canWrite}
        onChange={(isReady) => onChange({ ...slide, isReady })}
      />
      {!isKept && canWrite && <IconButton icon={IconX} label={t.remove(label)} onClick={onRemove} />}
    </li>
  );
}

/** What is done with the tissue: gross description, cassettes, slides and their stains. */
export function TissuePanel({ sheet, draft, canWrite, onChange, onAddBlock, onAddSlide }: TissuePanelProps) {
  const t = useTexts(texts);
  const kept = new Set(sheet.slides.filter(({ isReady }) => isReady).map(slideLabel));
  const isSmear = sheet.kind === 'cytology';
  const places = isSmear
    ? sheet.containers.map(({ label }) => ({ label, what: '' }))
    : [...(sheet.kind === 'frozen' ? sheet.containers.map(({ label }) => ({ label, what: '' })) : []), ...draft.blocks];
  const change = (slide: DraftSlide): void =>
    onChange({
      ...draft,
      slides: draft.slides.map((one) => (slideLabel(one) === slideLabel(slide) ? slide : one)),
    });
  const without = (slide: DraftSlide): void =>
    onChange({ ...draft, slides: draft.slides.filter((one) => slideLabel(one) !== slideLabel(slide)) });
  const dropBlock = (label: string): void =>
    onChange({
      ...draft,
      blocks: draft.blocks.filter((one) => one.label !== label),
      slides: draft.slides.filter(({ block }) => block !== label),
    });
  return (
    <Panel title={t.tissue} hint={`${sheet.name} · ${sheet.number}`}>
      <div className="stack">
        {!isSmear && (
          <TextArea
            label={t.gross}
            name="gross"
            rows={3}
            value={draft.gross}
            isDisabled={!canWrite}
            onChange={(gross) => onChange({ ...draft, gross })}
          />
        )}
        <ul className="case-blocks" aria-label={t.material}>
          {places.map(({ label, what }) => {
            const isBlock = draft.blocks.some((one) => one.label === label);
            const mine = draft.slides.filter(({ block }) => block === label);
            const isKept = mine.some((slide) => kept.has(slideLabel(slide)));
            return (
              <li key={label} className="case-block">
                <div className="case-block-head">
                  <b className="n">{label}</b>
                  {isBlock ? (
                    <TextField
                      label={t.blockWhat(label)}
                      name={`block-${label}`}
                      placeholder={t.blockWhat(label)}
                      value={what}
                      isDisabled={!canWrite}
                      onChange={(next) =>
                        onChange({
                          ...draft,
                          blocks: draft.blocks.map((one) => (one.label === label ? { ...one, what: next } : one)),
                        })
                      }
                    />
                  ) : (
                    <span className="sec grow">{t.container(label)}</span>
                  )}
                  {canWrite && (
                    <Button size="sm" tone="quiet" onClick={() => onAddSlide(label)}>
                      {t.addSlide}
                    </Button>
                  )}
                  {isBlock && !isKept && canWrite && (
                    <IconButton icon={IconX} label={t.remove(label)} onClick={() => dropBlock(label)} />
                  )}
                </div>
                <ul>
                  {mine.map((slide) => (
                    <SlideRow
                      key={slideLabel(slide)}
                      slide={slide}
                      isKept={kept.has(slideLabel(slide))}
                      canWrite={canWrite}
                      onChange={change}
                      onRemove={() => without(slide)}
                    />
                  ))}
                </ul>
              </li>
            );
          })}
        </ul>
        {places.length === 0 && (
          <p className="sec">
            {t.noBlock}{' '}
            {canWrite && (
              <Button size="sm" keyHint="Alt+K" onClick={onAddBlock}>
                {t.addBlock}
              </Button>
            )}
          </p>
        )}
      </div>
    </Panel>
  );
}

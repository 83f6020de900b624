import {
  Button,
  Dialog,
  Kbd,
  keyPresets,
  Segments,
  setKeyPreset,
  useKeyPreset,
  useShownActions,
  useTexts,
} from '@lienmach/ui';
import { IconKeyboard, IconPrinter } from '@tabler/icons-react';
import { texts } from '../texts.ts';

/** F1: every key that works now; may be printed and put beside the screen. */
export function KeySheet({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts(texts);
  const { actions } = useShownActions();
  const preset = useKeyPreset();
  const own = actions.flatMap(({ key, label }) => (key === undefined ? [] : [[key, label] as const]));
  const groups = [[t.keysHere, own] as const, [t.keysEverywhere, Object.entries(t.keyWords)] as const].filter(
    ([, rows]) => rows.length > 0,
  );
  return (
    <Dialog
      title={t.keySheet}
      icon={IconKeyboard}
      onClose={onClose}
      footer={
        <Button icon={IconPrinter} onClick={() => print()}>
          {t.print}
        </Button>
      }
    >
      <div className="col g16 key-sheet">
        <div className="col g6 key-presets">
          <Segments
            label={t.keyPreset}
            value={preset}
            options={keyPresets.map((value) => ({ value, label: t.keyPresets[value] }))}
            onChange={(value) => setKeyPreset(keyPresets.find((one) => one === value) ?? 'standard')}
          />
          <p className="s mut">{t.keyPresetHint}</p>
        </div>
        <p className="key-preset-name">
          {t.keyPreset}: {t.keyPresets[preset]}
        </p>
        {groups.map(([title, rows]) => (
          <section key={title}>
            <h3 className="section">{title}</h3>
            <dl className="key-rows">
              {rows.map(([key, label]) => (
                <div key={key} className="row">
                  <dt>
                    <Kbd>{key}</Kbd>
                  </dt>
                  <dd>{label}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

import {
  Button,
  Note,
  Panel,
  pairedCode,
  pairHelper,
  printersHere,
  printTexts,
  TextField,
  useTexts,
} from '@lienmach/ui';
import { IconPlugConnected, IconPlugConnectedX } from '@tabler/icons-react';
import { type FormEvent, useEffect, useState } from 'react';
import { texts } from './texts.ts';

type Reach = { readonly printers: readonly string[] } | { readonly trouble: string };

function useReach(code: string | undefined): Reach | undefined {
  const { silent } = useTexts(printTexts);
  const [reach, setReach] = useState<Reach>();
  useEffect(() => {
    setReach(undefined);
    if (code === undefined) return;
    printersHere(code, silent).then(
      (printers) => setReach({ printers }),
      (thrown: unknown) => setReach({ trouble: thrown instanceof Error ? thrown.message : silent }),
    );
  }, [code, silent]);
  return reach;
}

/** Pairing with the helper of this computer: once, kept by this browser. */
export function HelperPanel() {
  const t = useTexts(texts);
  const [code, setCode] = useState(pairedCode);
  const [typed, setTyped] = useState('');
  const reach = useReach(code);
  const pair = (next: string | undefined): void => {
    pairHelper(next);
    setCode(next);
    setTyped('');
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const clean = typed.replace(/\s/g, '').toUpperCase();
    if (clean !== '') pair(clean);
  };
  return (
    <Panel title={t.here}>
      <div className="prints-helper">
        {code === undefined && <Note tone="info" title={t.unpaired} />}
        {reach !== undefined && 'trouble' in reach && <Note tone="bad" title={reach.trouble} />}
        {reach !== undefined && 'printers' in reach && (
          <Note tone="ok" title={t.paired}>
            {reach.printers.length === 0 ? t.nothingFound : t.found(reach.printers.join(', '))}
          </Note>
        )}
        {code === undefined ? (
          <form onSubmit={submit}>
            <div className="fields">
              <TextField label={t.code} value={typed} onChange={setTyped} span={12} hint={t.codeHint} />
            </div>
            <Button type="submit" icon={IconPlugConnected} keyHint="Enter">
              {t.pair}
            </Button>
          </form>
        ) : (
          <Button icon={IconPlugConnectedX} onClick={() => pair(undefined)}>
            {t.unpair}
          </Button>
        )}
      </div>
    </Panel>
  );
}

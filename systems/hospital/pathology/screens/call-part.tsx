import { Button, ErrorNote, Note, showToast, TextField, useActions, useTexts, useVerb } from '@lienmach/ui';
import { IconPhoneCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { texts } from './texts.ts';
import { benchKey, sheetKey } from './use-case.ts';

/** The orderer is called, reads the diagnosis back, and that is written down. */
export function CallPart({ task }: { readonly task: string }) {
  const t = useTexts(texts);
  const verb = useVerb(benchKey, sheetKey);
  const [told, setTold] = useState('');
  const [readBack, setReadBack] = useState('');
  const record = async (): Promise<void> => {
    const answer = await verb.run('$record-pathology-call', `Task/${task}`, { told, readBack });
    if (answer !== undefined) showToast(t.called);
  };
  useActions([
    {
      key: 'Ctrl+B',
      label: t.recordCall,
      icon: IconPhoneCheck,
      isDisabled: verb.isBusy || told === '' || readBack === '',
      run: () => void record(),
    },
  ]);
  return (
    <section aria-label={t.callTitle} className="case-part case-call">
      <Note tone="bad" title={t.callTitle}>
        {t.callHint}
      </Note>
      {verb.error !== undefined && <ErrorNote error={verb.error} />}
      <TextField label={t.told} name="call-told" value={told} onChange={setTold} />
      <TextField label={t.readBack} name="call-read-back" value={readBack} onChange={setReadBack} />
      <Button size="sm" keyHint="Ctrl+B" isBusy={verb.isBusy} onClick={() => void record()}>
        {t.recordCall}
      </Button>
    </section>
  );
}

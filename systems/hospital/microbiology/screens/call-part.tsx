import {
  Button,
  ErrorNote,
  Note,
  Panel,
  showToast,
  TextField,
  useActions,
  useRead,
  useTexts,
  useVerb,
} from '@lienmach/ui';
import { IconPhoneCheck } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { texts } from './texts.ts';
import { benchKey } from './use-culture.ts';

/** minutes until the call is late, counted while somebody looks */
function useMinutesLeft(end: string | undefined): number | undefined {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 10_000);
    return () => clearInterval(timer);
  }, []);
  return end === undefined ? undefined : Math.floor((Date.parse(end) - now) / 60_000);
}

/** The ward is called about a positive culture, reads it back, and that is written down. */
export function CallPart({ task }: { readonly task: string }) {
  const t = useTexts(texts);
  const verb = useVerb(benchKey);
  const { data } = useRead('Task', task);
  const left = useMinutesLeft(data?.restriction?.period?.end);
  const [told, setTold] = useState('');
  const [readBack, setReadBack] = useState('');
  const record = async (): Promise<void> => {
    const answer = await verb.run('$record-culture-call', `Task/${task}`, { told, readBack });
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
    <Panel title={t.callTitle}>
      <div className="culture-call">
        <Note tone="bad" title={left === undefined ? t.callTitle : t.callHint(left)}>
          {data?.description}
        </Note>
        {verb.error !== undefined && <ErrorNote error={verb.error} />}
        <TextField label={t.toldTo} name="call-told" value={told} onChange={setTold} />
        <TextField label={t.readBack} name="call-read-back" value={readBack} onChange={setReadBack} />
        <Button size="sm" keyHint="Ctrl+B" isBusy={verb.isBusy} onClick={() => void record()}>
          {t.recordCall}
        </Button>
      </div>
    </Panel>
  );
}

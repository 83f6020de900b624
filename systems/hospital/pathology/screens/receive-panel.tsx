import { identifierSystems } from '@lienmach/core';
import {
  Button,
  Empty,
  ErrorNote,
  formatDateTime,
  Loading,
  Note,
  Panel,
  StatusChip,
  showToast,
  TextField,
  useActions,
  useRead,
  useSearch,
  useTexts,
  useVerb,
} from '@lienmach/ui';
import { IconTestPipe } from '@tabler/icons-react';
import type { DiagnosticReport, Identifier } from 'fhir/r4';
import { useState } from 'react';
import { texts } from './texts.ts';
import { benchKey, type CaseLine, sheetKey } from './use-case.ts';

/** Containers of an order, ticked by scanning; the case is taken in when none is missing. */
export function ReceivePanel({ line }: { readonly line: CaseLine }) {
  const t = useTexts(texts);
  const verb = useVerb(benchKey, sheetKey);
  const [typed, setTyped] = useState('');
  const [scanned, setScanned] = useState<readonly string[]>([]);
  const [foreign, setForeign] = useState('');
  const order = useRead('ServiceRequest', line.order);
  const ids = (order.data?.specimen ?? []).map(({ reference }) => reference?.split('/')[1] ?? '');
  const specimens = useSearch('Specimen', ids.length === 0 ? undefined : { _id: ids.join(',') });
  const containers = ids.flatMap((id) => specimens.data?.items.find((one) => one.id === id) ?? []);
  const numbers = containers.map(({ identifier }) => identifier?.[0]?.value ?? '');
  const isComplete = numbers.length > 0 && numbers.every((number) => scanned.includes(number));
  const take = (): void => {
    const number = typed.trim();
    if (number === '') return;
    setTyped('');
    setForeign(numbers.includes(number) ? '' : number);
    if (numbers.includes(number)) setScanned((now) => [...new Set([...now, number])]);
  };
  const receive = async (): Promise<void> => {
    const answer = await verb.run<DiagnosticReport>('$accept-case', `ServiceRequest/${line.order}`, {
      container: scanned,
    });
    if (answer === undefined || answer === true) return;
    const isCase = ({ system }: Identifier): boolean => system === identifierSystems.pathologyCase;
    showToast(t.received(answer.identifier?.find(isCase)?.value ?? ''));
  };
  useActions([
    {
      key: 'Ctrl+Enter',
      label: t.receive,
      icon: IconTestPipe,
      isPrimary: true,
      isDisabled: !isComplete || verb.isBusy,
      run: () => void receive(),
    },
  ]);
  if (order.data === undefined || specimens.data === undefined) return <Loading />;
  if (containers.length === 0) return <Empty title={t.nothing} />;
  return (
    <Panel title={t.receiveTitle} hint={`${line.name} · ${line.test}`}>
      <div className="stack case-receive">
        {verb.error !== undefined && <ErrorNote error={verb.error} />}
        {foreign !== '' && <Note tone="bad" title={t.foreign(foreign)} />}
        <form
          onSubmit={(event) => {
            event.preventDefault();
            take();
          }}
        >
          <TextField
            label={t.scan}
            name="scan"
            isNumeric
            autoFocus
            value={typed}
            onChange={setTyped}
            hint={t.receiveHint}
          />
        </form>
        <p className="sec" role="status">
          {t.scanned(scanned.length, numbers.length)}
        </p>
        <ul className="case-containers">
          {containers.map((one, index) => {
            const number = numbers[index] ?? '';
            const isHere = scanned.includes(number);
            return (
              <li key={number}>
                <span className="grow side-who">
                  <span>{one.type?.text}</span>
                  <span className="s sec">
                    <span className="n">{number}</span> · {one.collection?.bodySite?.text} ·{' '}
                    {one.collection?.collectedDateTime === undefined
                      ? t.notCollected
                      : formatDateTime(one.collection.collectedDateTime)}
                  </span>
                </span>
                <StatusChip tone={isHere ? 'ok' : 'wait'}>{isHere ? t.isScanned : t.notScanned}</StatusChip>
              </li>
            );
          })}
        </ul>
        <div className="row">
          <Button keyHint="Ctrl+Enter" disabled={!isComplete} isBusy={verb.isBusy} onClick={() => void receive()}>
            {t.receive}
          </Button>
        </div>
      </div>
    </Panel>
  );
}

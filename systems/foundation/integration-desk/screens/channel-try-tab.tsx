import {
  Button,
  CheckField,
  ErrorNote,
  Note,
  TextArea,
  useActions,
  useTexts,
  useVerb,
  valueIn,
  valuesIn,
} from '@lienmach/ui';
import { IconArrowsExchange, IconPlayerPlay } from '@tabler/icons-react';
import type { Bundle, OperationOutcome, Parameters } from 'fhir/r4';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { channelTexts } from './channel-texts.ts';
import { textIn } from './use-desk.ts';

interface TryTabProps {
  readonly channel: string;
  /** as it stands on the screen, saved or not */
  readonly definition: string;
  readonly isIncoming: boolean;
}

interface UnknownProps {
  readonly channel: string;
  readonly told: Parameters;
}

function UnknownCodes({ channel, told }: UnknownProps) {
  const t = useTexts(channelTexts);
  const navigate = useNavigate();
  return valuesIn<Parameters>(told, 'unknown').map((part) => {
    const code = textIn(part, 'code');
    const query = new URLSearchParams({ channel, code, at: textIn(part, 'at'), system: textIn(part, 'system') });
    return (
      <Button
        key={code}
        size="sm"
        icon={IconArrowsExchange}
        onClick={() => void navigate(`/integration/mapping?${query}`)}
      >
        {t.mapCode(code)}
      </Button>
    );
  });
}

function Facts({ told }: { readonly told: Parameters }) {
  const t = useTexts(channelTexts);
  const facts = [
    [t.kind, textIn(told, 'type')],
    [t.number, textIn(told, 'controlId')],
    [t.mapping, textIn(told, 'mapping')],
    [t.reply, textIn(told, 'reply')],
  ] as const;
  return (
    <dl className="kv">
      {facts
        .filter(([, value]) => value !== '')
        .map(([name, value]) => (
          <div className="itg-fact" key={name}>
            <dt>{name}</dt>
            <dd className="itg-any">{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function Result({ told, channel }: UnknownProps) {
  const t = useTexts(channelTexts);
  const outcome = valueIn<OperationOutcome>(told, 'outcome');
  const writes = valuesIn<string>(told, 'write');
  const bundle = valueIn<Bundle>(told, 'bundle');
  const isAnswer = textIn(told, 'reply') !== '';
  const good = writes.length > 0 ? t.wouldWrite : isAnswer ? t.wouldAnswer : t.wouldForward;
  return (
    <section className="col g8" aria-label={t.tried}>
      {outcome === undefined ? (
        <Note tone="ok" title={good} />
      ) : (
        <Note tone="warn" title={t.wouldStop}>
          {outcome.issue.map(({ details, diagnostics }) => details?.text ?? diagnostics ?? '').join(' ')}
        </Note>
      )}
      <div className="row wrap">
        <UnknownCodes told={told} channel={channel} />
      </div>
      <Facts told={told} />
      {writes.length > 0 && (
        <ul className="itg-writes n">
          {writes.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {bundle !== undefined && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: long lines are scrolled with the arrows
        <pre className="itg-raw" tabIndex={0}>
          {JSON.stringify(bundle, null, 2)}
        </pre>
      )}
    </section>
  );
}

/** A pasted message through every stage but the write, on the channel as it stands on the screen. */
export function ChannelTryTab({ channel, definition, isIncoming }: TryTabProps) {
  const t = useTexts(channelTexts);
  const verb = useVerb();
  const [content, setContent] = useState('');
  const [isRevealed, setRevealed] = useState(false);
  const [told, setTold] = useState<Parameters>();
  const run = async (): Promise<void> => {
    const input = { channel, definition, content, ...(isRevealed ? { reveal: true } : {}) };
    const answer = await verb.run<Parameters>('$try-channel', 'Endpoint', input);
    setTold(answer === true ? undefined : answer);
  };
  useActions([
    {
      key: 'Ctrl+E',
      label: t.tryNow,
      icon: IconPlayerPlay,
      isPrimary: true,
      isDisabled: !isIncoming || content.trim() === '' || verb.isBusy,
      run: () => void run(),
    },
  ]);
  if (!isIncoming) return <p className="mut itg-pad">{t.onlyIncoming}</p>;
  return (
    <div className="col g12 itg-pad">
      <div className="itg-mono">
        <TextArea label={t.paste} name="content" hint={t.pasteHint} value={content} rows={8} onChange={setContent} />
      </div>
      <CheckField label={t.reveal} isChecked={isRevealed} onChange={setRevealed} />
      {verb.error !== undefined && <ErrorNote error={verb.error} />}
      {told !== undefined && <Result told={told} channel={channel} />}
    </div>
  );
}

import {
  Button,
  Empty,
  ErrorNote,
  formatMoney,
  Note,
  Panel,
  recordKey,
  SelectField,
  TextField,
  useActions,
  useTexts,
  useVerb,
} from '@lienmach/ui';
import { IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { reconciliationTexts } from './reconciliation-texts.ts';
import type { BankDay, OpenItem, OpenMoney } from './use-bank-day.ts';
import { useLine } from './use-line.ts';

interface Choice {
  readonly value: string;
  readonly label: string;
  /** of the same patient: the likely answer */
  readonly isOwn?: boolean;
}

const isSame = (one: { readonly patient: string }, other: { readonly patient: string }): boolean =>
  one.patient !== '' && one.patient === other.patient;

/** What may be done with money that came: a receipt of the same amount first, then the visits of the day. */
function useMoneyChoices(money: OpenMoney | undefined, day: BankDay | undefined): readonly Choice[] {
  const t = useTexts(reconciliationTexts);
  const line = useLine().data?.entries ?? [];
  if (money === undefined || money.stated !== undefined) return [];
  const own = (one: { readonly patient: string }): number => Number(isSame(one, money));
  return [
    ...(day?.unbanked ?? [])
      .filter(({ amount }) => amount === money.amount)
      .toSorted((a, b) => own(b) - own(a))
      .map((paper) => ({
        value: `receipt:Invoice/${paper.id}`,
        label: t.matchPaper(paper.number, paper.name),
        isOwn: isSame(paper, money),
      })),
    ...line
      .toSorted((a, b) => own(b) - own(a))
      .map((visit) => ({
        value: `encounter:Encounter/${visit.encounter}`,
        label: t.visit(visit.name, (visit.due ?? 0) > 0 ? formatMoney(visit.due ?? 0) : ''),
        isOwn: isSame(visit, money),
      })),
  ];
}

function useChoices(item: OpenItem | undefined, day: BankDay | undefined): readonly Choice[] {
  const t = useTexts(reconciliationTexts);
  const money = useMoneyChoices(item?.kind === 'unbanked' ? undefined : item, day);
  if (item === undefined) return [];
  if (item.kind !== 'unbanked') {
    return item.stated === undefined ? [...money, { value: '', label: t.giveBack }] : [];
  }
  return [
    ...(day?.waiting ?? [])
      .filter(({ amount }) => amount === item.amount)
      .map((money) => ({
        value: `task:${money.id}`,
        label: t.matchMoney(money.label),
        isOwn: isSame(money, item),
      })),
    { value: '', label: t.explain },
  ];
}

/** What belongs to the same patient is the likely answer; what belongs to another is never chosen beforehand. */
const likelyOf = (choices: readonly Choice[]): string => choices.find(({ isOwn }) => isOwn)?.value ?? '';

function Facts({ item }: { readonly item: OpenItem }) {
  const t = useTexts(reconciliationTexts);
  return (
    <>
      <p className="fig">{formatMoney(item.amount)}</p>
      <dl className="kv">
        {item.kind === 'unbanked' ? (
          <>
            <dt>{t.paper}</dt>
            <dd className="n">{item.number}</dd>
            <dt>{t.heads.person}</dt>
            <dd>{item.name}</dd>
            <dt>{t.heads.cashier}</dt>
            <dd>{item.cashier}</dd>
          </>
        ) : (
          <>
            <dt>{t.heads.reference}</dt>
            <dd className="n">{item.label}</dd>
            <dt>{t.memo}</dt>
            <dd className="recon-memo">{item.memo}</dd>
            {item.stated !== undefined && (
              <>
                <dt>{t.heads.stated}</dt>
                <dd className="n">{formatMoney(item.stated)}</dd>
              </>
            )}
          </>
        )}
      </dl>
      {item.kind !== 'unbanked' && <Note tone="warn" title={item.reason} />}
    </>
  );
}

/** which verb says it, of what, with what */
function pressOf(item: OpenItem, choice: string) {
  const [kind = '', target = ''] = choice.split(/:(.*)/s);
  if (item.kind !== 'unbanked') {
    const whose = kind === '' ? {} : { [kind]: { valueReference: { reference: target } } };
    return { name: '$settle-transfer', at: `Task/${item.id}`, input: whose } as const;
  }
  if (kind !== 'task') return { name: '$explain-unbanked', at: `Invoice/${item.id}`, input: {} } as const;
  const receipt = { valueReference: { reference: `Invoice/${item.id}` } };
  return { name: '$settle-transfer', at: `Task/${target}`, input: { receipt } } as const;
}

function Decision({
  item,
  day,
  onDone,
}: {
  readonly item: OpenItem;
  readonly day: BankDay;
  readonly onDone: () => void;
}) {
  const t = useTexts(reconciliationTexts);
  const choices = useChoices(item, day);
  const [chosen, setChosen] = useState<string>();
  const [reason, setReason] = useState('');
  const verb = useVerb(recordKey('Invoice'), recordKey('Task'));
  const choice = chosen ?? likelyOf(choices);
  const isReady = reason.trim().length >= 5 && !verb.isBusy;
  const save = async (): Promise<void> => {
    if (!isReady) return;
    const { name, at, input } = pressOf(item, choice);
    if ((await verb.run(name, at, { ...input, reason })) !== undefined) onDone();
  };
  useActions([{ key: 'Ctrl+Enter', label: t.save, at: 'hidden', isDisabled: !isReady, run: () => void save() }]);
  return (
    <div className="col g12" data-form>
      <Facts item={item} />
      {choices.length === 0 ? (
        <p className="sec">{t.explainOnly}</p>
      ) : (
        <SelectField name="whose" label={t.whose} value={choice} onChange={setChosen} options={choices} />
      )}
      <TextField name="reason" label={t.reason} value={reason} onChange={setReason} hint={t.reasonHint} isRequired />
      {verb.error !== undefined && <ErrorNote error={verb.error} />}
      <div className="row">
        <span className="grow" />
        <Button
          icon={IconCheck}
          keyHint="Ctrl+Enter"
          isBusy={verb.isBusy}
          disabled={!isReady}
          onClick={() => void save()}
        >
          {t.save}
        </Button>
      </div>
    </div>
  );
}

interface DecisionPanelProps {
  readonly item: OpenItem | undefined;
  readonly day: BankDay | undefined;
  readonly onDone: () => void;
}

/** One thing that does not fit, with everything needed to decide it. */
export function DecisionPanel({ item, day, onDone }: DecisionPanelProps) {
  const t = useTexts(reconciliationTexts);
  const isClean = day !== undefined && Object.values(day.open).every(({ count }) => count === 0);
  return (
    <Panel title={t.decide} grow={1}>
      {item !== undefined && day !== undefined ? (
        <Decision key={item.id} item={item} day={day} onDone={onDone} />
      ) : (
        <Empty title={isClean ? t.cleanTitle : t.chooseTitle} hint={isClean ? t.cleanHint : t.chooseHint} />
      )}
    </Panel>
  );
}

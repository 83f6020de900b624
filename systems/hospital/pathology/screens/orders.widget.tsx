import './visit.css';
import {
  Button,
  CheckField,
  ErrorNote,
  fhirNow,
  formatTime,
  IconButton,
  recordKey,
  SelectField,
  showToast,
  TextArea,
  TextField,
  TimeField,
  today,
  useActions,
  useDraft,
  useTexts,
  useVerb,
  type WidgetProps,
} from '@lienmach/ui';
import { IconPlus, IconSend, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { pathologyServices } from '../catalogs/pathology-services.ts';
import { sites } from '../catalogs/sites.ts';
import { ResultsPart } from './results-part.tsx';
import { visitTexts } from './visit-texts.ts';

interface ContainerDraft {
  readonly id: number;
  readonly what: string;
  readonly site: string;
  /** `HH:mm` of today */
  readonly collectedAt: string;
  readonly fixedAt: string;
}

interface OrderDraft {
  readonly service: string;
  readonly containers: readonly ContainerDraft[];
  readonly clinical: string;
  readonly isSuspected: boolean;
  readonly isUrgent: boolean;
}

const emptyContainer: ContainerDraft = { id: 1, what: '', site: '', collectedAt: '', fixedAt: '' };
const emptyOrder: OrderDraft = {
  service: pathologyServices[0]?.code ?? '',
  containers: [emptyContainer],
  clinical: '',
  isSuspected: false,
  isUrgent: false,
};
const nextId = ({ containers }: OrderDraft): number => Math.max(...containers.map(({ id }) => id)) + 1;
const at = (time: string): string | undefined => (time === '' ? undefined : `${today()}T${time}:00+07:00`);

interface ContainerFieldsProps {
  readonly number: number;
  readonly value: ContainerDraft;
  readonly onChange: (value: ContainerDraft) => void;
  readonly onRemove: (() => void) | undefined;
}

function ContainerFields({ number, value, onChange, onRemove }: ContainerFieldsProps) {
  const t = useTexts(visitTexts);
  const set = (more: Partial<ContainerDraft>): void => onChange({ ...value, ...more });
  /** tissue is taken now unless somebody says otherwise */
  const stamp = (): void => {
    if (value.what !== '' && value.collectedAt === '') set({ collectedAt: formatTime(fhirNow()) });
  };
  return (
    <fieldset className="path-container">
      <legend>
        {t.container(number)}
        {onRemove && <IconButton icon={IconX} label={t.removeContainer(number)} onClick={onRemove} />}
      </legend>
      <TextField
        label={t.what}
        name={`what-${number}`}
        placeholder={t.whatHint}
        value={value.what}
        onChange={(what) => set({ what })}
        onBlur={stamp}
      />
      <SelectField
        label={t.site}
        name={`site-${number}`}
        placeholder={t.noSite}
        value={value.site}
        options={sites.map(({ code, name }) => ({ value: code, label: name }))}
        onChange={(site) => set({ site })}
      />
      <TimeField
        label={t.collectedAt}
        name={`collected-${number}`}
        value={value.collectedAt === '' ? undefined : value.collectedAt}
        onChange={(time) => set({ collectedAt: time ?? '' })}
      />
      <TimeField
        label={t.fixedAt}
        name={`fixed-${number}`}
        value={value.fixedAt === '' ? undefined : value.fixedAt}
        onChange={(time) => set({ fixedAt: time ?? '' })}
      />
    </fieldset>
  );
}

function useOrder({ encounter = '', saveHost }: WidgetProps) {
  const t = useTexts(visitTexts);
  const verb = useVerb(recordKey('DiagnosticReport'), recordKey('ServiceRequest'));
  const [draft, setDraft, forget] = useDraft<OrderDraft>(`pathology.order.${encounter}`, emptyOrder);
  const canSend = draft.containers.every(({ what }) => what.trim() !== '') && !verb.isBusy;
  const send = async (): Promise<void> => {
    if (!canSend || (saveHost !== undefined && !(await saveHost()))) return;
    const answer = await verb.run('$order-pathology', `Encounter/${encounter}`, {
      service: { valueCode: draft.service },
      container: draft.containers.map(({ what, site, collectedAt, fixedAt }) => ({
        what,
        site: site === '' ? undefined : { valueCode: site },
        collectedAt: at(collectedAt) === undefined ? undefined : { valueDateTime: at(collectedAt) },
        fixedAt: at(fixedAt) === undefined ? undefined : { valueDateTime: at(fixedAt) },
      })),
      clinical: draft.clinical.trim() === '' ? undefined : draft.clinical.trim(),
      suspected: draft.isSuspected || undefined,
      urgent: draft.isUrgent || undefined,
    });
    if (answer === undefined) return;
    forget();
    showToast(t.sent);
  };
  return { draft, setDraft, verb, canSend, send };
}

/** Tissue and smears of this visit: containers are told, the order is sent, the report comes back below. */
export function OrdersWidget(props: WidgetProps) {
  const t = useTexts(visitTexts);
  const { encounter = '', isClosed = false, onCount } = props;
  const { draft, setDraft, verb, canSend, send } = useOrder(props);
  const [hasFocus, setFocus] = useState(false);
  useActions(
    hasFocus && !isClosed && canSend ? [{ key: 'Ctrl+S', label: t.send, at: 'hidden', run: () => void send() }] : [],
  );
  const set = (more: Partial<OrderDraft>): void => setDraft((now) => ({ ...now, ...more }));
  const setContainer = (index: number, value: ContainerDraft): void =>
    set({ containers: draft.containers.map((one, turn) => (turn === index ? value : one)) });
  return (
    <section className="path-orders" aria-label={t.title} onFocus={() => setFocus(true)} onBlur={() => setFocus(false)}>
      {!isClosed && (
        <div className="path-new">
          {verb.error !== undefined && <ErrorNote error={verb.error} />}
          <SelectField
            label={t.service}
            name="service"
            value={draft.service}
            options={pathologyServices.map(({ code, name }) => ({ value: code, label: name }))}
            onChange={(service) => set({ service })}
          />
          {draft.containers.map((container, index) => (
            <ContainerFields
              key={container.id}
              number={index + 1}
              value={container}
              onChange={(value) => setContainer(index, value)}
              onRemove={
                draft.containers.length === 1
                  ? undefined
                  : () => set({ containers: draft.containers.filter((_, turn) => turn !== index) })
              }
            />
          ))}
          <div className="row">
            <Button
              size="sm"
              icon={IconPlus}
              onClick={() => set({ containers: [...draft.containers, { ...emptyContainer, id: nextId(draft) }] })}
            >
              {t.addContainer}
            </Button>
          </div>
          <TextArea
            label={t.clinical}
            name="clinical"
            rows={2}
            value={draft.clinical}
            onChange={(clinical) => set({ clinical })}
          />
          <div className="row">
            <CheckField
              label={t.suspected}
              isChecked={draft.isSuspected}
              onChange={(isSuspected) => set({ isSuspected })}
            />
            <CheckField label={t.urgent} isChecked={draft.isUrgent} onChange={(isUrgent) => set({ isUrgent })} />
            <span className="grow" />
            <Button
              keyHint="Ctrl+S"
              icon={IconSend}
              disabled={!canSend}
              isBusy={verb.isBusy}
              onClick={() => void send()}
            >
              {verb.isBusy ? t.sending : t.send}
            </Button>
          </div>
        </div>
      )}
      <ResultsPart encounter={encounter} onCount={onCount} />
    </section>
  );
}

import {
  Button,
  type Column,
  DataGrid,
  ErrorNote,
  formatDate,
  Loading,
  PageTurner,
  StatusChip,
  Tabs,
  type Tone,
  today,
  useTexts,
} from '@lienmach/ui';
import type { Material } from '../catalogs/retention-periods.ts';
import { keptDays } from '../rules/retention.ts';
import { materialTexts } from './material-texts.ts';
import type { MaterialList, Shelf, ShownMaterial, StoreWork } from './use-materials.ts';

const PAGE = 100;
const YEAR = 365;
const tones: Readonly<Record<string, Tone>> = { bench: 'neutral', stored: 'ok', lent: 'wait', discarded: 'bad' };

/** When it may go, and whether that is now. */
export function KeptUntil({ line }: { readonly line: ShownMaterial }) {
  const t = useTexts(materialTexts);
  if (line.state === 'discarded') return null;
  if (line.keptUntil === '') return <span className="sec">{t.notFinal}</span>;
  const day = formatDate(line.keptUntil);
  return <span className="n">{line.isDue ? <b>{t.due(day)}</b> : day}</span>;
}

function useColumns(): readonly Column<ShownMaterial>[] {
  const t = useTexts(materialTexts);
  return [
    {
      id: 'number',
      head: t.heads.number,
      width: 152,
      cell: ({ number }) => <span className="n">{number}</span>,
      by: ({ number }) => number,
    },
    {
      id: 'what',
      head: t.heads.what,
      cell: ({ material, what }) => [t.materials[material], what].filter(Boolean).join(' · '),
      by: ({ material, what }) => `${material} ${what}`,
    },
    {
      id: 'name',
      head: t.heads.name,
      width: 168,
      cell: ({ name }) => name,
      by: ({ name }) => name,
      isWideOnly: true,
    },
    {
      id: 'state',
      head: t.heads.state,
      width: 104,
      cell: ({ state, last }) => (
        <span title={last}>
          <StatusChip tone={tones[state] ?? 'neutral'}>{t.states[state] ?? state}</StatusChip>
        </span>
      ),
      by: ({ state }) => state,
      isWideOnly: true,
    },
    {
      id: 'kept',
      head: t.heads.kept,
      width: 140,
      cell: (line) => <KeptUntil line={line} />,
      by: ({ keptUntil }) => keptUntil,
      isWideOnly: true,
    },
  ];
}

/** days, from two years on whole years */
function useKeptWords(): string {
  const t = useTexts(materialTexts);
  const words = (material: Material): string => {
    const days = keptDays(material, today());
    return days < 2 * YEAR ? t.days(days) : t.years(Math.floor(days / YEAR));
  };
  return t.keptRule(words('container'), words('slide'));
}

interface ShelfProps {
  readonly shelf: Shelf;
  readonly work: StoreWork;
  /** number of the case that was looked up */
  readonly code: string;
}

const isList = (id: string): id is MaterialList => id === 'container' || id === 'tissue' || id === 'found';

function Lines({ shelf, work }: ShelfProps) {
  const t = useTexts(materialTexts);
  const columns = useColumns();
  const kept = useKeptWords();
  const { lines } = shelf;
  const ticked = new Set(work.chosen.map(({ id }) => id));
  const toggle = (line: ShownMaterial): void => (ticked.has(line.id) ? work.remove(line.id) : work.add([line]));
  if (shelf.error !== null) return <ErrorNote error={shelf.error} onRetry={shelf.retry} />;
  if (lines === undefined) return <Loading />;
  const open = lines.filter(({ state }) => state !== 'discarded');
  return (
    <>
      <DataGrid
        label={t.shelf}
        rows={lines}
        columns={columns}
        rowKey={({ id }) => id}
        ticked={ticked}
        onTick={toggle}
        onOpen={toggle}
        empty={t.noneDue}
      />
      <div className="row material-foot">
        <span className="s sec grow">{kept}</span>
        <Button size="sm" keyHint="Alt+X" disabled={open.length === 0} onClick={() => work.add(open)}>
          {t.chooseAll}
        </Button>
      </div>
      {(shelf.page > 0 || shelf.hasNext) && (
        <PageTurner
          page={shelf.page}
          size={PAGE}
          shown={lines.length}
          hasNext={shelf.hasNext}
          isTurning={shelf.isTurning}
          onTurn={shelf.turn}
        />
      )}
    </>
  );
}

/** What may go, and what was looked up; Space ticks. */
export function MaterialShelf(props: ShelfProps) {
  const t = useTexts(materialTexts);
  const { shelf, code } = props;
  const tabs = [
    { id: 'container', label: t.lists.container ?? '' },
    { id: 'tissue', label: t.lists.tissue ?? '' },
    ...(code === '' ? [] : [{ id: 'found', label: t.ofCase(code) }]),
  ];
  return (
    <Tabs label={t.shelf} tabs={tabs} value={shelf.list} onChange={(id) => isList(id) && shelf.choose(id)}>
      <Lines {...props} />
    </Tabs>
  );
}

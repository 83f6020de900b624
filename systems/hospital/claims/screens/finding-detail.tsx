import { Button, formatMoney, useSession, useTexts } from '@lienmach/ui';
import { IconTool } from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import { findClaimRule } from '../catalogs/claim-rules.ts';
import { fieldName } from '../catalogs/field-names.ts';
import type { ClaimFinding } from '../rules/claim-finding.ts';
import { type MendingRoom, mendingRoom, placeOfFinding } from '../rules/finding-place.ts';
import { fieldValue, type Tables } from './read-tables.ts';
import { texts } from './texts.ts';

interface Room {
  readonly roles: readonly string[];
  readonly path: (visit: string) => string;
}

/** where a value is mended, and who may */
const rooms: Readonly<Partial<Record<MendingRoom, Room>>> = {
  registration: { roles: ['registrar'], path: () => '/registration/reception' },
  outpatient: { roles: ['doctor'], path: (visit) => `/outpatient/room/${visit}` },
  prescribing: { roles: ['doctor'], path: (visit) => `/outpatient/room/${visit}` },
  laboratory: { roles: ['lab-technician', 'lab-doctor'], path: () => '/laboratory/bench' },
  payments: { roles: ['cashier'], path: (visit) => `/payments/cashier/${visit}` },
  administration: { roles: ['administrator'], path: () => '/catalog-desk/prices' },
};

/** The address where this person may mend it. */
export function useMendingPath(): (finding: ClaimFinding | undefined, visit: string | undefined) => string | undefined {
  const { hasRole } = useSession();
  return (finding, visit) => {
    const room = finding === undefined ? undefined : rooms[mendingRoom(placeOfFinding(finding.at))];
    return room === undefined || visit === undefined || !hasRole(...room.roles) ? undefined : room.path(visit);
  };
}

interface FindingDetailProps {
  readonly finding: ClaimFinding;
  readonly tables: Tables | undefined;
  readonly visit: string | undefined;
}

/** What the field says now, what the rule is taken from, and in which room it is mended. */
export function FindingDetail({ finding, tables, visit }: FindingDetailProps) {
  const t = useTexts(texts);
  const navigate = useNavigate();
  const path = useMendingPath()(finding, visit);
  const place = placeOfFinding(finding.at);
  const known = findClaimRule(finding.rule);
  const row = tables?.get(place.table)?.[(place.row ?? 1) - 1];
  const value = place.field === undefined ? '' : fieldValue(row, place.field);
  return (
    <dl className="kv finding-detail">
      {place.field !== undefined && (
        <>
          <dt>{fieldName(place.field)}</dt>
          <dd>{value === '' ? t.emptyValue : value}</dd>
        </>
      )}
      <dt>{t.atRisk}</dt>
      <dd className="n">{formatMoney(Number(finding.atRisk / 100n))}</dd>
      <dt>{t.law}</dt>
      <dd>{known?.source ?? '–'}</dd>
      <dt>{t.mendAt}</dt>
      <dd>
        {t.mendIn[mendingRoom(place)]}
        {path !== undefined && (
          <Button size="sm" icon={IconTool} keyHint="F2" onClick={() => void navigate(path)}>
            {t.goMend}
          </Button>
        )}
      </dd>
    </dl>
  );
}

import { Button, Dialog, ErrorNote, isOutcomeError, TextField, useTexts, useVerb, valueIn } from '@lienmach/ui';
import { IconUserPlus } from '@tabler/icons-react';
import type { Parameters } from 'fhir/r4';
import { useState } from 'react';
import type { GivenPassword } from './one-time-dialog.tsx';
import { RoleField } from './role-field.tsx';
import { accountsKey } from './use-accounts.ts';
import { texts, type UsersTexts } from './users-texts.ts';

const empty = { login: '', name: '', licence: '', roles: [] as readonly string[] };
type Draft = typeof empty;
type Problems = Partial<Record<keyof Draft, string>>;

function problemsOf({ login, name, roles }: Draft, t: UsersTexts): Problems {
  return {
    ...(login.trim() === '' ? { login: t.missing.login } : {}),
    ...(name.trim() === '' ? { name: t.missing.name } : {}),
    ...(roles.length === 0 ? { roles: t.missing.roles } : {}),
  };
}

/** `Nguyễn Thị Lan` would sign in as `lan.nguyenthi`; the administrator may write anything else. */
const plain = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replaceAll('đ', 'd')
    .replaceAll(/[^a-z0-9._-]/g, '');

interface NewAccountProps {
  readonly onClose: () => void;
  readonly onMade: (login: string, given: GivenPassword) => void;
}

/** Name, login and roles; the password is made by the server. */
export function NewAccountDialog({ onClose, onMade }: NewAccountProps) {
  const t = useTexts(texts);
  const verb = useVerb(accountsKey);
  const [draft, setDraft] = useState<Draft>(empty);
  const [problems, setProblems] = useState<Problems>({});
  const set = (change: Partial<Draft>): void => setDraft((before) => ({ ...before, ...change }));
  const make = async (): Promise<void> => {
    const found = problemsOf(draft, t);
    setProblems(found);
    if (Object.keys(found).length > 0) return;
    const { login, name, licence, roles } = draft;
    const made = await verb.run<Parameters>('$account-create', undefined, {
      login: login.trim(),
      display: name.trim(),
      ...(licence.trim() === '' ? {} : { licence: licence.trim() }),
      role: roles.map((valueCode) => ({ valueCode })),
    });
    if (made === undefined || made === true) return;
    const [password, until] = [valueIn<string>(made, 'password') ?? '', valueIn<string>(made, 'until') ?? ''];
    onMade(login.trim(), { name: name.trim(), password, until });
  };
  const refused = isOutcomeError(verb.error) ? verb.error.issues.map(({ code }) => code) : [];
  const isLogin = refused.some((code) => code === 'access.loginTaken' || code === 'access.loginMalformed');
  const loginProblem = problems.login ?? (isLogin && isOutcomeError(verb.error) ? verb.error.message : undefined);
  return (
    <Dialog
      title={t.addTitle}
      icon={IconUserPlus}
      width={560}
      onClose={onClose}
      footer={
        <>
          <span className="grow" />
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button tone="primary" isBusy={verb.isBusy} onClick={() => void make()}>
            {t.give}
          </Button>
        </>
      }
    >
      <div className="col">
        {verb.error !== undefined && !isLogin && <ErrorNote error={verb.error} />}
        <div className="fields">
          <TextField
            label={t.name}
            isRequired
            span={6}
            value={draft.name}
            error={problems.name}
            onChange={(name) => set({ name })}
          />
          <TextField
            label={t.login}
            isRequired
            span={6}
            value={draft.login}
            error={loginProblem}
            hint={t.loginHint}
            maxLength={64}
            onChange={(login) => set({ login: plain(login) })}
          />
          <TextField
            label={t.licence}
            span={12}
            value={draft.licence}
            hint={t.licenceHint}
            onChange={(licence) => set({ licence })}
          />
        </div>
        <RoleField roles={draft.roles} error={problems.roles} onChange={(roles) => set({ roles })} />
      </div>
    </Dialog>
  );
}

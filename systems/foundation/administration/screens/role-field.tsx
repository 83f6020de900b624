import { CheckField, useTexts } from '@lienmach/ui';
import { useId } from 'react';
import { allRoles, useRoleWords } from './role-words.ts';
import { texts } from './users-texts.ts';

interface RoleFieldProps {
  readonly roles: readonly string[];
  readonly onChange: (roles: readonly string[]) => void;
  readonly isDisabled?: boolean;
  readonly error?: string | undefined;
}

/** Ticks, because people often have two roles and must see both. */
export function RoleField({ roles, onChange, isDisabled = false, error }: RoleFieldProps) {
  const t = useTexts(texts);
  const word = useRoleWords();
  const note = useId();
  return (
    <fieldset className="adm-roles" aria-describedby={error === undefined ? undefined : note}>
      <legend>{t.roles}</legend>
      {allRoles.map((role) => (
        <CheckField
          key={role}
          label={word([role])}
          isChecked={roles.includes(role)}
          isDisabled={isDisabled}
          onChange={(isOn) => onChange(isOn ? [...roles, role] : roles.filter((one) => one !== role))}
        />
      ))}
      {error !== undefined && (
        <span id={note} className="field-note" data-tone="bad">
          {error}
        </span>
      )}
    </fieldset>
  );
}

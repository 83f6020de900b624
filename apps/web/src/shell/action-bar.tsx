import { type Action, Button, useActionBoard, useShownActions, useTexts } from '@lienmach/ui';
import { texts } from '../texts.ts';

function ActionButton({ action }: { readonly action: Action }) {
  const board = useActionBoard();
  return (
    <Button
      tone={action.isPrimary ? 'primary' : 'default'}
      icon={action.icon}
      keyHint={action.key}
      disabled={action.isDisabled === true}
      onClick={() => board.findByLabel(action.label)?.run()}
    >
      {action.label}
    </Button>
  );
}

/** State on the left, keys and buttons on the right, the primary one last. Absent when a screen has no actions. */
export function ActionBar() {
  const t = useTexts(texts);
  const { actions, state } = useShownActions();
  const at = (place: string): readonly Action[] => actions.filter((action) => (action.at ?? 'right') === place);
  const right = at('right').toSorted((a, b) => Number(a.isPrimary ?? false) - Number(b.isPrimary ?? false));
  if (right.length === 0 && at('left').length === 0 && state === undefined) return null;
  return (
    <section className="action-bar" aria-label={t.actionBar}>
      {at('left').map((action) => (
        <ActionButton key={action.label} action={action} />
      ))}
      <output className="row bar-state" data-tone={state?.tone}>
        {state?.icon}
        {state?.text}
      </output>
      <span className="grow" />
      {right.map((action) => (
        <ActionButton key={action.label} action={action} />
      ))}
    </section>
  );
}

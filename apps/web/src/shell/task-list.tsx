import { Button, Empty, formatTime, useTexts } from '@lienmach/ui';
import { IconBell, IconBellRinging } from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import { texts } from '../texts.ts';
import type { MyTask } from './use-my-tasks.ts';

/** Every row says what, about whom, until when, and has its button. */
export function TaskList({ tasks, onOpen }: { readonly tasks: readonly MyTask[]; readonly onOpen?: () => void }) {
  const t = useTexts(texts);
  const navigate = useNavigate();
  if (tasks.length === 0) return <Empty title={t.noTasks} hint={t.noTasksHint} />;
  return (
    <ul>
      {tasks.map(({ task, path }) => {
        const isUrgent = task.priority === 'stat';
        const Sign = isUrgent ? IconBellRinging : IconBell;
        const due = formatTime(task.restriction?.period?.end);
        return (
          <li key={task.id} className="task">
            <Sign size={20} stroke={1.75} aria-hidden="true" className={isUrgent ? 'hi' : 'sec'} />
            <div className="grow">
              <strong>{task.code?.text ?? task.code?.coding?.[0]?.display ?? task.code?.coding?.[0]?.code}</strong>
              <p className="sec">{task.description ?? task.for?.display}</p>
            </div>
            {due !== '' && <span className="s mut n">{t.due(due)}</span>}
            {path !== undefined && (
              <Button
                size="sm"
                onClick={() => {
                  onOpen?.();
                  navigate(path);
                }}
              >
                {t.open}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}

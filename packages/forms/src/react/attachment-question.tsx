import { Button, Field, useTexts } from '@lienmach/ui';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { Answer } from '../form.ts';
import { limits } from '../limits.ts';
import { only, type QuestionProps } from './question.ts';
import { texts } from './texts.ts';

/** stands for a file that is over the limit: it is kept out of memory, and the form says that it is too large */
const TOO_LARGE = 'A'.repeat(Math.ceil(limits.attachment * 1.4));

/** base64 without its head */
const read = (file: File): Promise<string> =>
  new Promise((done, fail) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result).split(',')[1] ?? '');
    reader.onerror = () => fail(reader.error);
    reader.readAsDataURL(file);
  });

/** A picture or paper inside the response. What is too large stays outside and is said so. */
export function AttachmentQuestion({ item, field, answers, onAnswer }: QuestionProps) {
  const t = useTexts(texts);
  const [problem, setProblem] = useState<string>();
  const file = answers[0]?.valueAttachment;
  const error = field.error ?? problem;
  const take = async (chosen: File | undefined): Promise<void> => {
    if (chosen === undefined) return;
    setProblem(undefined);
    try {
      const data = chosen.size > limits.attachment ? TOO_LARGE : await read(chosen);
      const made: Answer = {
        valueAttachment: {
          contentType: chosen.type || 'application/octet-stream',
          title: chosen.name,
          size: chosen.size,
          data,
        },
      };
      onAnswer([made]);
    } catch {
      setProblem(t.fileUnreadable);
    }
  };
  return (
    <Field {...field} {...(error === undefined ? {} : { error })}>
      {(control) =>
        file === undefined ? (
          <input
            {...control}
            type="file"
            accept={item.constraints.mimeTypes.join(',') || undefined}
            onChange={(event) => void take(event.currentTarget.files?.[0])}
          />
        ) : (
          <span className="q-file">
            <output id={control.id} className="el">
              {file.title ?? t.file}
            </output>
            <Button size="sm" icon={IconX} disabled={control.disabled} onClick={() => onAnswer(only(undefined))}>
              {t.removeFile}
            </Button>
          </span>
        )
      }
    </Field>
  );
}

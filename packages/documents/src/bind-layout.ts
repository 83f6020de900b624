import type { LayoutBlock, LayoutData, LayoutText } from './layout.ts';
import type { PrintBlock, Span } from './print-page.ts';

const PLACE = /\{([^{}]+)\}/g;

function valueAt(data: LayoutData, path: string): LayoutData[string] {
  let here: LayoutData[string] = data;
  for (const step of path.split('.')) {
    if (here === undefined || typeof here === 'string' || isList(here)) return undefined;
    here = here[step];
  }
  return here;
}

const isList = (value: LayoutData[string]): value is readonly LayoutData[] => Array.isArray(value);

export function textAt(data: LayoutData, path: string): string | undefined {
  const value = valueAt(data, path);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function rowsAt(data: LayoutData, path: string): readonly LayoutData[] {
  const value = valueAt(data, path);
  return isList(value) ? value : [];
}

/** The template is taken apart before values come in: a name with `**` or `{…}` in it stays a name. */
export function boundSpans(text: LayoutText, data: LayoutData): readonly Span[] | undefined {
  const places = [...text.matchAll(PLACE)].map(([, path = '']) => textAt(data, path));
  if (places.length > 0 && places.every((value) => value === undefined)) return undefined;
  return text.split('**').flatMap((part, index): Span[] => {
    const filled = part.replace(PLACE, (_, path: string) => textAt(data, path) ?? '');
    if (filled === '') return [];
    return [index % 2 === 1 ? { bold: filled } : filled];
  });
}

export function boundText(text: LayoutText, data: LayoutData): string | undefined {
  return boundSpans(text, data)
    ?.map((span) => (typeof span === 'string' ? span : span.bold))
    .join('');
}

const presentTexts = (texts: readonly LayoutText[], data: LayoutData): string[] =>
  texts.flatMap((text) => boundText(text, data) ?? []);

type Of<K extends LayoutBlock['kind']> = Extract<LayoutBlock, { kind: K }>;

const table = ({ each, columns, foot, isSmall, caption }: Of<'table'>, data: LayoutData): PrintBlock => ({
  kind: 'table',
  head: columns.map(({ head }) => head),
  rows: rowsAt(data, each).map((row) => columns.map(({ text }) => boundText(text, row) ?? '')),
  align: columns.map(({ align }) => align ?? 'left'),
  widths: columns.map(({ width }) => width ?? 'auto'),
  ...(isSmall === true ? { isSmall } : {}),
  ...(caption === undefined ? {} : { caption: boundText(caption, data) ?? '' }),
  ...(foot === undefined ? {} : { foot: foot.map((text) => boundText(text, data) ?? '') }),
});

const items = (block: Of<'items'>, data: LayoutData): PrintBlock[] =>
  rowsAt(data, block.each).map((row, index) => {
    const note = block.note === undefined ? undefined : boundText(block.note, row);
    return {
      kind: 'item',
      number: index + 1,
      name: boundSpans(block.name, row) ?? [],
      right: boundText(block.right, row) ?? '',
      boxes: (block.boxes ?? []).map(([label, path]) => ({ label, value: textAt(row, path) })),
      ...(note === undefined ? {} : { note }),
    };
  });

function sign({ date, left = [], signers }: Of<'sign'>, data: LayoutData): PrintBlock {
  return {
    kind: 'sign',
    date: date === undefined ? undefined : boundText(date, data),
    left: presentTexts(left, data),
    signers: signers.map(({ role, name, licence, signed = [] }) => ({
      role: boundText(role, data) ?? '',
      name: name === undefined ? undefined : boundText(name, data),
      licence: licence === undefined ? undefined : boundText(licence, data),
      signed: presentTexts(signed, data),
    })),
  };
}

const labels = (block: Of<'labels'>, data: LayoutData): PrintBlock[] =>
  rowsAt(data, block.each).map((row) => ({
    kind: 'label',
    lines: block.lines.flatMap((line) => {
      const spans = boundSpans(line, row);
      return spans === undefined ? [] : [spans];
    }),
    barcode: textAt(row, block.barcode) ?? '',
    ...(block.isSquare ? { isSquare: true } : {}),
    below: boundText(block.below, row) ?? '',
  }));

function facts(block: Of<'facts'>, data: LayoutData): PrintBlock[] {
  const told = block.facts.flatMap(([label, path, look]) => {
    const value = textAt(data, path);
    if (value === undefined) return [];
    return [look === undefined ? ([label, value] as const) : ([label, value, look] as const)];
  });
  return told.length === 0 ? [] : [{ kind: 'facts', facts: told }];
}

/** One block of a layout with its values; nothing when there is nothing to say. */
export function boundBlock(block: LayoutBlock, data: LayoutData): readonly PrintBlock[] {
  switch (block.kind) {
    case 'text': {
      const spans = boundSpans(block.text, data);
      return spans === undefined
        ? []
        : [{ kind: 'paragraph', spans, align: block.align ?? 'left', size: block.size ?? 'normal' }];
    }
    case 'facts':
      return facts(block, data);
    case 'frame': {
      const text = boundText(block.text, data);
      return text === undefined ? [] : [{ kind: 'framed', text }];
    }
    case 'rule':
      return [{ kind: 'rule' }];
    case 'table':
      return [table(block, data)];
    case 'each':
      return rowsAt(data, block.each).flatMap((row) => block.blocks.flatMap((inner) => boundBlock(inner, row)));
    case 'items':
      return items(block, data);
    case 'sign':
      return [sign(block, data)];
    case 'labels':
      return labels(block, data);
  }
}

import { Panel, useTexts } from '@lienmach/ui';
import { findClaimTable } from '../catalogs/claim-tables.ts';
import { fieldName, tableName } from '../catalogs/field-names.ts';
import type { TableRow, Tables } from './read-tables.ts';
import { texts } from './texts.ts';

function Element({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div className="xml-line">
      <code>
        <span className="xml-tag">{`<${name}>`}</span>
        {value}
        <span className="xml-tag">{`</${name}>`}</span>
      </code>
      <span className="s mut xml-name">{fieldName(name)}</span>
    </div>
  );
}

function Row({ row }: { readonly row: TableRow }) {
  return row.map(([name, value]) => <Element key={name} name={name} value={value} />);
}

/** The file as it is sent, one element a line, with what people call it. */
export function XmlView({ tables }: { readonly tables: Tables }) {
  const t = useTexts(texts);
  return (
    <Panel title={t.tabs.xml} isPadded={false}>
      <div className="xml">
        {[...tables].map(([code, rows]) => (
          <section key={code} aria-label={`${code} ${tableName(code)}`}>
            <h3>
              {code} <span className="sec">{tableName(code)}</span>
            </h3>
            {rows
              .map((row, at) => ({ row, number: at + 1 }))
              .map(({ row, number }) => (
                <div key={number} className="xml-row">
                  {rows.length > 1 && <p className="s sec">{`${findClaimTable(code)?.row ?? ''} ${t.row(number)}`}</p>}
                  <Row row={row} />
                </div>
              ))}
          </section>
        ))}
      </div>
    </Panel>
  );
}

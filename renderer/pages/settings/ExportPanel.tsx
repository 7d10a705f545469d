import { useState } from 'react';
import type { ExportedTable, ExportEnd } from '../../../src/shared/stored-data.ts';
import { call } from '../../api.ts';
import { Button } from '../../components/Button.tsx';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { useActions } from '../../use-action.ts';

const TABLES: readonly { readonly table: ExportedTable; readonly name: string; readonly text: string }[] = [
  {
    table: 'workouts',
    name: 'Workouts',
    text: 'Every workout and plan with all its fields, in metres and seconds.',
  },
  {
    table: 'fitness',
    name: 'Fitness by day',
    text: 'Load, fitness, fatigue and form of every day, computed with the averages chosen above.',
  },
];

/** The history as tables for a spreadsheet. */
export function ExportPanel() {
  return (
    <section className="panel settings-panel" aria-labelledby="settings-export">
      <h2 id="settings-export">Export</h2>
      {TABLES.map((table) => (
        <Export key={table.table} {...table} />
      ))}
    </section>
  );
}

function Export({ table, name, text }: (typeof TABLES)[number]) {
  const actions = useActions();
  const [told, setTold] = useState('');
  const save = async () => {
    setTold('');
    await actions.run(async () => {
      const end = await call('data.export', { table });
      if (end !== null && 'downloadFrom' in end) download(end.downloadFrom);
      setTold(wordsOf(end));
      return null;
    });
  };
  return (
    <div className="setting">
      <div className="setting-words">
        <h3>{name}</h3>
        <p>{text}</p>
      </div>
      <div className="setting-control">
        <Button kind="quiet" onPress={save}>
          Save as CSV<span className="unseen"> ({name})</span>
        </Button>
      </div>
      <p className="setting-told" role="status">
        {told}
      </p>
      {actions.failure && <FailureNotice failure={actions.failure} actions={actions} />}
    </div>
  );
}

function wordsOf(end: ExportEnd): string {
  if (end === null) return '';
  return 'savedAs' in end ? `Saved as ${end.savedAs}` : 'Your browser saves it with its downloads.';
}

function download(address: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = '';
  link.click();
}

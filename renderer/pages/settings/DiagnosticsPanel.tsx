import { useState } from 'react';
import { call } from '../../api.ts';
import { Button } from '../../components/Button.tsx';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { useActions } from '../../use-action.ts';
import { useWindow } from '../../window-context.ts';

/** A text for whoever helps, to be read before it is passed on. */
export function DiagnosticsPanel() {
  const { status } = useWindow();
  const actions = useActions();
  const [report, setReport] = useState<string | null>(null);
  const [told, setTold] = useState('');
  const make = () =>
    actions.run(async () => {
      setTold('');
      setReport((await call('diagnostics.report')).text);
      return null;
    });
  const copy = async (text: string) => {
    try {
      // A browser lets its page copy; the app's window may do nothing but ask the app.
      await navigator.clipboard.writeText(text).catch(() => call('diagnostics.copy'));
      setTold('The report is copied.');
    } catch {
      setTold('The report could not be copied. Select its text and copy that.');
    }
  };
  return (
    <section className="panel settings-panel" aria-labelledby="settings-diagnostics">
      <h2 id="settings-diagnostics">When something is wrong</h2>
      <p className="settings-lead">
        TP Tray {status.version}. The report says how program, sign-in, history and assistants stand, with the
        last lines of the log. Names, e-mail addresses and sign-ins are taken out; read it before you pass it
        on.
      </p>
      <div className="settings-buttons">
        <Button kind="quiet" onPress={make}>
          {report === null ? 'Make a report' : 'Make it again'}
        </Button>
        {report !== null && (
          <Button kind="quiet" onPress={() => copy(report)}>
            Copy the report
          </Button>
        )}
        {status.shell.opensFolders && (
          <Button kind="quiet" onPress={() => actions.run(() => call('open.logs'))}>
            Open logs
          </Button>
        )}
      </div>
      <p className="setting-told" role="status">
        {told}
      </p>
      {actions.failure && <FailureNotice failure={actions.failure} actions={actions} />}
      {report !== null && (
        <pre className="report" tabIndex={0} role="region" aria-label="Report">
          {report}
        </pre>
      )}
    </section>
  );
}

import { PageHead } from '../../shell/PageHead.tsx';
import { useWindow } from '../../window-context.ts';
import { settingsSentence } from '../../words/settings-words.ts';
import { ComputerPanel } from './ComputerPanel.tsx';
import { DataPanel } from './DataPanel.tsx';
import { DiagnosticsPanel } from './DiagnosticsPanel.tsx';
import { DisplayPanel } from './DisplayPanel.tsx';
import { ExportPanel } from './ExportPanel.tsx';
import { FitnessPanel } from './FitnessPanel.tsx';
import './SettingsPage.css';

/** How numbers are shown, and what is kept on this computer. */
export default function SettingsPage() {
  const { preferences, startAtLogin, demo } = useWindow().status;
  return (
    <>
      <PageHead
        title={settingsSentence(preferences)}
        sub="Changes count at once, for this window. What Claude is told stays the same."
      />
      <DisplayPanel />
      <FitnessPanel />
      {!demo && startAtLogin !== null && <ComputerPanel startAtLogin={startAtLogin} />}
      <DataPanel />
      <ExportPanel />
      <DiagnosticsPanel />
    </>
  );
}

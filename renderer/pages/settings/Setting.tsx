import type { ReactNode } from 'react';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import type { Saving } from './use-saving.ts';

interface SettingProps {
  readonly name: string;
  /** What the choice in force means. */
  readonly text?: ReactNode;
  readonly saving: Saving;
  readonly children: ReactNode;
}

/** One choice: its name and meaning, the control, and that it is kept. */
export function Setting({ name, text, saving, children }: SettingProps) {
  return (
    <div className="setting">
      <div className="setting-words">
        <h3>{name}</h3>
        {text !== undefined && <p>{text}</p>}
      </div>
      <div className="setting-control">
        {children}
        <p className="setting-saved" role="status">
          {saving.isSaved && 'Saved'}
        </p>
      </div>
      {saving.actions.failure && <FailureNotice failure={saving.actions.failure} actions={saving.actions} />}
    </div>
  );
}

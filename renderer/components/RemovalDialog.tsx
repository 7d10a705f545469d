import { useId, useState } from 'react';
import type { Removal } from '../../src/shared/stored-data.ts';
import { call } from '../api.ts';
import { useActions } from '../use-action.ts';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import { FailureNotice } from './FailureNotice.tsx';
import './RemovalDialog.css';

const WORD = 'delete';

/** Deletes everything, once the user has written that this is wanted; then says what could not be deleted. */
export function RemovalDialog({ onClose }: { readonly onClose: () => void }) {
  const [end, setEnd] = useState<Removal | null>(null);
  return (
    <Dialog title={titleOf(end)} onClose={onClose}>
      {(close) =>
        end === null ? <Question onEnd={setEnd} onCancel={close} /> : <End removal={end} onClose={close} />
      }
    </Dialog>
  );
}

function titleOf(end: Removal | null): string {
  if (end === null) return 'Delete everything on this computer?';
  return end.left.length === 0 ? 'Everything is deleted' : 'Not everything could be deleted';
}

interface QuestionProps {
  readonly onEnd: (end: Removal) => void;
  readonly onCancel: () => void;
}

function Question({ onEnd, onCancel }: QuestionProps) {
  const actions = useActions();
  const [typed, setTyped] = useState('');
  const [isReminded, setReminded] = useState(false);
  const reminderId = useId();
  const remove = async () => {
    if (typed.trim().toLowerCase() !== WORD) {
      setReminded(true);
      return;
    }
    await actions.run(async () => {
      const end = await call('data.removeEverything');
      onEnd(end);
      return end.status;
    });
  };
  return (
    <form
      className="removal"
      onSubmit={(event) => {
        event.preventDefault();
        void remove();
      }}
    >
      <p>This removes, from this computer alone:</p>
      <ul>
        <li>your training history, the activity list, the settings and the logs</li>
        <li>your sign-in from the system keychain</li>
        <li>TP Tray’s entry in Claude and every other assistant</li>
      </ul>
      <p>
        Nothing changes at TrainingPeaks, and signing in again brings the history back. Quit Claude first if
        it is open, so that it does not write its entry back.
      </p>
      <label>
        Write “{WORD}” to go on
        <input
          className="dialog-field"
          value={typed}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setTyped(event.target.value)}
          {...(isReminded ? { 'aria-invalid': true, 'aria-describedby': reminderId } : {})}
        />
      </label>
      {isReminded && (
        <p id={reminderId} role="alert" className="removal-reminder">
          Write the word {WORD} into the field first. Nothing was deleted.
        </p>
      )}
      {actions.failure && <FailureNotice failure={actions.failure} actions={actions} />}
      <div className="dialog-buttons">
        <Button kind="danger" onPress={remove}>
          Delete everything
        </Button>
        <Button kind="quiet" onPress={onCancel}>
          Keep everything
        </Button>
      </div>
    </form>
  );
}

function End({ removal, onClose }: { readonly removal: Removal; readonly onClose: () => void }) {
  const { left, status } = removal;
  const undone = status.clients.filter(({ state, message }) => state === 'not_connected' && message !== null);
  return (
    <div className="removal" role="status">
      {left.length === 0 ? (
        <p>TP Tray is as new. Sign in to begin again, or remove the program from this computer.</p>
      ) : (
        <>
          <p>The rest is deleted. This is left:</p>
          <ul>
            {left.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </>
      )}
      {undone.map(({ id, name, message }) => (
        <p key={id}>
          <strong>{name}:</strong> {message}
        </p>
      ))}
      <div className="dialog-buttons">
        <Button kind="primary" onPress={onClose}>
          Close
        </Button>
      </div>
    </div>
  );
}

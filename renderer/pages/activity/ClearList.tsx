import { useState } from 'react';
import { call } from '../../api.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { useActions } from '../../use-action.ts';

/** Deletes the whole list, once the user has said so twice. */
export function ClearList({ onCleared }: { readonly onCleared: () => void }) {
  const [isOpen, setIsOpen] = useState(false);
  const actions = useActions();
  const clear = (close: () => void) =>
    actions.run(async () => {
      await call('activity.clear');
      close();
      onCleared();
      return null;
    });
  return (
    <>
      <Button kind="quiet" onPress={() => setIsOpen(true)}>
        Clear…
      </Button>
      {isOpen && (
        <Dialog title="Delete this list?" onClose={() => setIsOpen(false)}>
          {(close) => (
            <>
              <p>
                All that is noted here about questions of assistants is deleted. Your training and your chats
                stay as they are.
              </p>
              {actions.failure && <FailureNotice failure={actions.failure} actions={actions} />}
              <div className="dialog-buttons">
                <Button kind="primary" onPress={() => clear(close)}>
                  Delete the list
                </Button>
                <Button kind="quiet" onPress={close}>
                  Keep it
                </Button>
              </div>
            </>
          )}
        </Dialog>
      )}
    </>
  );
}

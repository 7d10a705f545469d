import { useQuery } from '@tanstack/react-query';
import type { StoredItem } from '../../../src/shared/stored-data.ts';
import { call, toCallFailure } from '../../api.ts';
import { Button } from '../../components/Button.tsx';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { FilePath } from '../../components/FilePath.tsx';
import { useRemoval } from '../../components/ProvideRemoval.tsx';
import { ViewState } from '../../components/ViewState.tsx';
import { useActions } from '../../use-action.ts';
import { useWindow } from '../../window-context.ts';
import { signInPlace, sizeWords, STORED_WORDS } from '../../words/settings-words.ts';

const CONNECTED = ['connected', 'verified', 'failing', 'needs_restart', 'moved', 'waiting_to_disconnect'];

/** What is kept on this computer and where, and how to be rid of it. */
export function DataPanel() {
  const { status } = useWindow();
  const actions = useActions();
  const beginRemoval = useRemoval();
  const query = useQuery({
    queryKey: ['data.stored', status.sync.syncedAt],
    queryFn: () => call('data.stored'),
    staleTime: 0,
  });
  const view = {
    data: query.error === null ? query.data : undefined,
    failure: query.error === null ? null : toCallFailure(query.error),
    isAsking: query.isFetching,
    askAgain: () => void query.refetch(),
  };
  return (
    <section className="panel settings-panel" aria-labelledby="settings-data">
      <h2 id="settings-data">Privacy and data</h2>
      <p className="settings-lead">
        What TP Tray knows of you stays on this computer, in the folder below. It sends nothing to anybody;
        but what an assistant is told goes to its maker.
      </p>
      <ViewState view={view} height="14rem">
        {({ folder, items }) => (
          <>
            <FilePath path={folder} />
            <dl className="stored">
              {items.map((item) => (
                <Stored key={item.kind} item={item} />
              ))}
              <Elsewhere />
            </dl>
          </>
        )}
      </ViewState>
      <div className="settings-buttons">
        {status.shell.opensFolders && (
          <Button kind="quiet" onPress={() => actions.run(() => call('open.dataFolder'))}>
            Open data folder
          </Button>
        )}
        {!status.demo && (
          <Button kind="quiet" onPress={beginRemoval}>
            Delete everything…
          </Button>
        )}
      </div>
      {status.demo && <p>Leave the demo to delete your own data. The demo athlete’s is never stored.</p>}
      {actions.failure && <FailureNotice failure={actions.failure} actions={actions} />}
    </section>
  );
}

function Stored({ item }: { readonly item: StoredItem }) {
  const { measures } = useWindow();
  const { name, text } = STORED_WORDS[item.kind];
  const files = item.paths.map((path) => path.split(/[\\/]/u).at(-1) ?? path);
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {text}
        <span className="stored-files">{files.join(', ')}</span>
      </dd>
      <dd className="stored-size">{sizeWords(item.bytes, measures)}</dd>
    </div>
  );
}

/** What is kept outside of the data folder. */
function Elsewhere() {
  const { session, clients, demo } = useWindow().status;
  const place = demo ? null : signInPlace(session);
  const connected = clients.filter(({ state, file }) => CONNECTED.includes(state) && file !== null);
  return (
    <>
      {place !== null && (
        <div>
          <dt>Sign-in</dt>
          <dd>{place}</dd>
        </div>
      )}
      {connected.map(({ id, name, file }) => (
        <div key={id}>
          <dt>Entry in {name}</dt>
          <dd>
            How to start TP Tray. It holds no secret.
            <span className="stored-files">{file}</span>
          </dd>
        </div>
      ))}
    </>
  );
}

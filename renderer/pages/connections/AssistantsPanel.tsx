import type { ClientStatus } from '../../../src/shared/app-status.ts';
import { ClientItem } from '../../components/ClientItem.tsx';
import { OtherClients } from '../../components/OtherClients.tsx';
import { needsUser } from '../../words/connections-words.ts';
import './Connections.css';

/** The AI clients of this computer, each with what was found out about its connection. */
export function AssistantsPanel({ clients }: { readonly clients: readonly ClientStatus[] }) {
  const isWanted = ({ id, state }: ClientStatus) => id === 'claude-desktop' || state !== 'not_installed';
  const shown = clients.filter(isWanted);
  const leads = leader(shown);
  return (
    <section className="panel connections" aria-label="Assistants on this computer">
      {shown.length === 0 ? (
        <p>Looking for assistants on this computer…</p>
      ) : (
        <ul className="items">
          {shown.map((client) => (
            <ClientItem key={client.id} client={client} leads={client.id === leads || needsUser(client)} />
          ))}
        </ul>
      )}
      <OtherClients
        lead="Not found on this computer"
        clients={clients.filter((client) => !isWanted(client))}
      />
    </section>
  );
}

/** The client whose button stands out while none is connected; one is enough. */
function leader(clients: readonly ClientStatus[]): ClientStatus['id'] | null {
  const isFree = clients.every(({ state }) => state === 'not_connected' || state === 'not_installed');
  return isFree ? (clients[0]?.id ?? null) : null;
}

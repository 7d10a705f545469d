import type { ClientStatus } from '../../src/shared/app-status.ts';
import { needsUser } from '../words/connections-words.ts';
import { ClientItem } from './ClientItem.tsx';
import './OtherClients.css';

interface OtherClientsProps {
  /** What is common to them, before their names. */
  readonly lead: string;
  readonly clients: readonly ClientStatus[];
}

/** Programs that can be connected, folded away until wanted. */
export function OtherClients({ lead, clients }: OtherClientsProps) {
  if (clients.length === 0) return null;
  const names = new Intl.ListFormat('en', { type: 'conjunction' }).format(clients.map(({ name }) => name));
  return (
    <details className="others" open={clients.some(needsUser)}>
      <summary>
        {lead}: {names}
      </summary>
      <ul className="items">
        {clients.map((client) => (
          <ClientItem key={client.id} client={client} leads={needsUser(client)} />
        ))}
      </ul>
    </details>
  );
}

import type { ClientStatus } from '../../src/shared/app-status.ts';
import { ClientItem } from './ClientItem.tsx';
import './OtherClients.css';

const NEEDS_USER: readonly ClientStatus['state'][] = [
  'needs_restart',
  'waiting_for_quit',
  'failing',
  'moved',
  'foreign_entry',
  'unreadable',
];

/** The programs besides Claude Desktop that can be connected, folded away until wanted. */
export function OtherClients({ clients }: { readonly clients: readonly ClientStatus[] }) {
  if (clients.length === 0) return null;
  const names = new Intl.ListFormat('en', { type: 'conjunction' }).format(clients.map(({ name }) => name));
  return (
    <details className="others" open={clients.some(({ state }) => NEEDS_USER.includes(state))}>
      <summary>Also on this computer: {names}</summary>
      <ul className="items">
        {clients.map((client) => (
          <ClientItem key={client.id} client={client} leads={NEEDS_USER.includes(client.state)} />
        ))}
      </ul>
    </details>
  );
}

import { useEffect, useState } from 'react';
import type { McpAccess } from '../../src/shared/ipc.ts';
import { call } from '../api.ts';
import { Button } from './Button.tsx';
import './HttpAccess.css';

/** How an assistant reaches the server behind this page over HTTP; nothing where there is no such server. */
export function HttpAccess() {
  const [access, setAccess] = useState<McpAccess | null>(null);
  useEffect(() => {
    let isGone = false;
    call('mcp.access').then(
      (found) => {
        if (!isGone) setAccess(found);
      },
      // The failures of a server that has ended are told where something is asked of it.
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, []);
  return access && <Access {...access} />;
}

function Access({ url, token }: McpAccess) {
  const [told, setTold] = useState('');
  const copy = async (what: string, text: string) => {
    try {
      await navigator.clipboard.writeText(text);
      setTold(`The ${what} is copied.`);
    } catch {
      setTold(`The browser did not let the ${what} be copied.`);
    }
  };
  return (
    <section className="panel http-access" aria-labelledby="http-access-title">
      <h2 id="http-access-title">Assistants that connect over HTTP</h2>
      <p>
        An assistant on this computer that speaks MCP over Streamable HTTP needs this address and this token,
        while TP Tray runs here. The token is like a password to your training: give it to that assistant
        alone.
      </p>
      <dl>
        <dt>Address</dt>
        <dd>
          <code>{url}</code>
          <Button kind="quiet" onPress={() => copy('address', url)}>
            Copy<span className="unseen"> the address</span>
          </Button>
        </dd>
        <dt>Bearer token</dt>
        <dd>
          <span aria-hidden="true">••••••••••••</span>
          <span className="unseen">not shown</span>
          <Button kind="quiet" onPress={() => copy('token', token)}>
            Copy<span className="unseen"> the token</span>
          </Button>
        </dd>
      </dl>
      <p className="http-access-told" role="status">
        {told}
      </p>
    </section>
  );
}

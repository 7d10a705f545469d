import { useMemo, useState, type ReactNode } from 'react';
import { GiveSignIn, IN_A_WINDOW, type SignIn } from '../sign-in.ts';
import { CookieGuide } from './CookieGuide.tsx';

interface ProvideSignInProps {
  readonly way: SignIn['way'];
  readonly children: ReactNode;
}

/** Lets every screen begin a sign-in in the way that is possible here. */
export function ProvideSignIn({ way, children }: ProvideSignInProps) {
  const [isGuiding, setGuiding] = useState(false);
  const byPasting = useMemo<SignIn>(
    () => ({
      way: 'paste',
      begin: () => {
        setGuiding(true);
        return Promise.resolve(null);
      },
    }),
    [],
  );
  return (
    <GiveSignIn value={way === 'window' ? IN_A_WINDOW : byPasting}>
      {children}
      {isGuiding && <CookieGuide from="field" onClose={() => setGuiding(false)} />}
    </GiveSignIn>
  );
}

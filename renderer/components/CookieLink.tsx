import { useState } from 'react';
import { Button } from './Button.tsx';
import { CookieGuide } from './CookieGuide.tsx';

/** The way to sign in when TrainingPeaks' login page does not open in this app. */
export function CookieLink() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button kind="link" onPress={() => setOpen(true)}>
        The login page does not work? Sign in with your browser and paste the cookie
      </Button>
      {open && <CookieGuide from="clipboard" onClose={() => setOpen(false)} />}
    </>
  );
}

import { useState } from 'react';
import { Button } from './Button.tsx';
import { CookieGuide } from './CookieGuide.tsx';

/** The way to sign in when TrainingPeaks' login page does not open in this app. */
export function CookieLink() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button kind="link" onPress={() => setOpen(true)}>
        My login page will not open here: paste the cookie instead
      </Button>
      {open && <CookieGuide onClose={() => setOpen(false)} />}
    </>
  );
}

import { useRef, useState, type ReactNode } from 'react';
import { call } from '../api.ts';
import { currentSystem } from '../system.ts';
import { isSignedIn } from '../screen.ts';
import { useActions } from '../use-action.ts';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import { FailureNotice } from './FailureNotice.tsx';
import './CookieGuide.css';

type Browser = 'chrome' | 'firefox' | 'safari';

const NAMES: Readonly<Record<Browser, string>> = {
  chrome: 'Chrome, Edge, Brave',
  firefox: 'Firefox',
  safari: 'Safari',
};

interface CookieGuideProps {
  /**
   * The app reads the cookie from the clipboard, so that the page never has it. Where only the page can take it there
   * is a field.
   */
  readonly from: 'clipboard' | 'field';
  readonly onClose: () => void;
}

/** Signing in with the cookie of a browser, step by step. */
export function CookieGuide({ from, onClose }: CookieGuideProps) {
  const field = useRef<HTMLInputElement>(null);
  const actions = useActions();
  const [browser, setBrowser] = useState<Browser>('chrome');
  const [refused, setRefused] = useState<string | null>(null);

  const submit = async (close: () => void) => {
    setRefused(null);
    const text = field.current?.value ?? '';
    if (field.current) field.current.value = '';
    const status = await actions.run(() =>
      from === 'field' ? call('session.usePastedCookie', { text }) : call('session.useCopiedCookie'),
    );
    if (status === null) return;
    if (status.session.signInProblem === null && isSignedIn(status)) close();
    else setRefused(status.session.signInProblem ?? 'TrainingPeaks did not accept that cookie.');
  };

  return (
    <Dialog title="Use the cookie from your browser" onClose={onClose}>
      {(close) => (
        <div className="guide">
          <p>
            A cookie is what keeps your browser signed in. With it TP Tray has the same access, so treat it
            like a password: copy it here, nowhere else.
          </p>
          <fieldset>
            <legend>Your browser</legend>
            {BROWSERS.map((name) => (
              <label key={name}>
                <input
                  type="radio"
                  name="browser"
                  checked={browser === name}
                  onChange={() => setBrowser(name)}
                />
                <span>{NAMES[name]}</span>
              </label>
            ))}
          </fieldset>
          <ol>
            <li>
              In the browser, sign in at{' '}
              <Button
                kind="link"
                onPress={() => actions.run(() => call('open.page', { page: 'trainingpeaks' }))}
              >
                app.trainingpeaks.com
              </Button>
              .
            </li>
            {howToFind(browser).map((step, index) => (
              <li key={index}>{step}</li>
            ))}
            <li>
              {from === 'field' ? (
                <label>
                  Come back here and paste it:
                  <input
                    ref={field}
                    type="password"
                    className="dialog-field"
                    autoComplete="off"
                    spellCheck={false}
                    aria-label="Value of Production_tpAuth"
                    onKeyDown={(event) => {
                      if (event.key === 'Enter') void submit(close);
                    }}
                  />
                </label>
              ) : (
                'Come back here and press the button below.'
              )}
            </li>
          </ol>
          <p className="guide-note">
            {from === 'field' ? 'TP Tray' : 'TP Tray reads the clipboard once,'} tries the cookie with
            TrainingPeaks and keeps it in your system keychain. It is never shown.
          </p>
          {refused !== null && (
            <div className="failure" role="alert">
              <p>
                <strong>That did not work.</strong> {refused}
              </p>
            </div>
          )}
          {actions.failure && <FailureNotice failure={actions.failure} actions={actions} />}
          <div className="dialog-buttons">
            <Button kind="primary" onPress={() => submit(close)}>
              {from === 'field' ? 'Use this cookie' : 'Use the copied cookie'}
            </Button>
            <Button kind="quiet" onPress={close}>
              Close
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  );
}

const BROWSERS: readonly Browser[] = ['chrome', 'firefox', 'safari'];

function howToFind(browser: Browser): readonly ReactNode[] {
  const shortcut = currentSystem() === 'macos' ? <kbd>⌥ ⌘ I</kbd> : <kbd>F12</kbd>;
  const copy = (
    <>
      Find the line <code>Production_tpAuth</code>, double-click its value and copy it, whole.
    </>
  );
  switch (browser) {
    case 'chrome':
      return [
        <>Open the developer tools with {shortcut} and choose Application (it may hide behind »).</>,
        <>
          On the left, under Storage, open Cookies and choose <code>https://app.trainingpeaks.com</code>.
        </>,
        copy,
      ];
    case 'firefox':
      return [
        <>Open the developer tools with {shortcut} and choose Storage.</>,
        <>
          On the left, open Cookies and choose <code>https://app.trainingpeaks.com</code>.
        </>,
        copy,
      ];
    case 'safari':
      return [
        <>In Safari’s settings, under Advanced, switch on “Show features for web developers”.</>,
        <>
          Open the inspector with <kbd>⌥ ⌘ I</kbd>, choose Storage, then Cookies.
        </>,
        copy,
      ];
  }
}

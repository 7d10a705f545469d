import type { ErrorCode } from '../shared/errors.ts';

/** What a model should do next, per failure. A new error code does not compile without its line here. */
export const ADVICE: Record<ErrorCode, string> = {
  bad_input: 'Correct the arguments and call again.',
  not_found: 'Check the id with tp_get_workouts.',
  no_data: 'Tell the user; nothing is wrong and retrying will not help.',
  signed_out:
    'Ask the user to sign in to TrainingPeaks in TP Tray (or, in a terminal, with `tp-tray login`), then call again.',
  session_expired:
    'Ask the user to sign in to TrainingPeaks again in TP Tray (or, in a terminal, with `tp-tray login`), then call again.',
  not_permitted: 'The TrainingPeaks account does not allow this. Tell the user; retrying will not help.',
  rate_limited: 'Wait until the time given, then call again.',
  upstream_down: 'Call again in a few minutes.',
  upstream_changed:
    'TrainingPeaks answered in a form TP Tray does not know. Retrying will not help; ask the user to update TP Tray.',
  still_loading: 'Call again in a minute; what was loaded is kept.',
  keychain_unavailable: 'Tell the user what the message says about the keychain of this computer.',
  storage_failed: 'Tell the user what the message says; nothing in TrainingPeaks is affected.',
  cancelled: 'Call again when the answer is still wanted.',
  internal: 'Call again once; if it fails again, tell the user to look into the log of TP Tray.',
};

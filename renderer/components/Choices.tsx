import type { Words } from '../words/words.ts';
import { Button } from './Button.tsx';

interface ChoicesProps<Choice extends string> {
  readonly words: Words<Choice>;
  readonly labels: Readonly<Record<Choice, string>>;
  /** Said after the label to those who hear buttons out of their place: what it acts on. */
  readonly subject: string;
  /** The step before it is done, so its first button may stand out. */
  readonly leads?: boolean;
  readonly onChoose: (choice: Choice) => Promise<unknown>;
}

/** The buttons of a step; the first stands out when something is to be done. */
export function Choices<Choice extends string>({
  words,
  labels,
  subject,
  leads = true,
  onChoose,
}: ChoicesProps<Choice>) {
  const asks = leads && (words.tone === 'now' || words.tone === 'attention');
  return words.choices.map((choice, index) => (
    <Button key={choice} kind={asks && index === 0 ? 'primary' : 'quiet'} onPress={() => onChoose(choice)}>
      {labels[choice]}
      <span className="unseen"> ({subject})</span>
    </Button>
  ));
}

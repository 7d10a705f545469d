import { Popover } from 'radix-ui';
import { useId, type ReactNode } from 'react';
import type { Why } from '../../words/claims.ts';
import './WhyPopover.css';

interface WhyPopoverProps {
  readonly why: Why;
  /** Class of the button that opens it. */
  readonly className: string;
  readonly children: ReactNode;
}

/** A number or a claim that can be opened: what it means and what it was computed from. */
export function WhyPopover({ why, className, children }: WhyPopoverProps) {
  const titleId = useId();
  return (
    <Popover.Root>
      <Popover.Trigger className={className}>{children}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="why"
          align="start"
          sideOffset={6}
          collisionPadding={12}
          aria-labelledby={titleId}
        >
          <h2 id={titleId}>{why.title}</h2>
          {why.paragraphs.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
          {why.inputs.length > 0 && (
            <dl>
              {why.inputs.map(({ label, value }) => (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          )}
          <Popover.Close className="button quiet">Close</Popover.Close>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

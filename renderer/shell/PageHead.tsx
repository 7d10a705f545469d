import type { ReactNode } from 'react';

interface PageHeadProps {
  /** What the page's numbers mean, in a sentence. */
  readonly title: ReactNode;
  /** As of when, whose, which part of them. */
  readonly sub?: ReactNode;
  /** Controls of the whole page. */
  readonly children?: ReactNode;
}

/** The top of a page: the sentence first. */
export function PageHead({ title, sub, children }: PageHeadProps) {
  return (
    <header className="page-head">
      <div className="page-words">
        <h1>{title}</h1>
        {sub !== undefined && <p className="page-sub">{sub}</p>}
      </div>
      {children !== undefined && <div className="page-controls">{children}</div>}
    </header>
  );
}

import { Component, type ReactNode } from 'react';
import { Button } from '../components/Button.tsx';
import { PageHead } from './PageHead.tsx';

interface PageBoundaryProps {
  /** Another page is another try. */
  readonly address: string;
  readonly children: ReactNode;
}

interface PageBoundaryState {
  readonly failedAt: string | null;
}

/** Keeps a page that breaks from taking the others with it. React knows no other way than a class. */
export class PageBoundary extends Component<PageBoundaryProps, PageBoundaryState> {
  override readonly state: PageBoundaryState = { failedAt: null };

  static getDerivedStateFromError(): Partial<PageBoundaryState> {
    return { failedAt: '' };
  }

  static getDerivedStateFromProps(
    { address }: PageBoundaryProps,
    { failedAt }: PageBoundaryState,
  ): Partial<PageBoundaryState> | null {
    if (failedAt === '') return { failedAt: address };
    return failedAt === null || failedAt === address ? null : { failedAt: null };
  }

  override render(): ReactNode {
    if (this.state.failedAt === null) return this.props.children;
    return (
      <>
        <PageHead title="This page could not be shown." />
        <p>
          The other pages still work. If it happens again, the report in the settings helps to find out why.
        </p>
        <p>
          <Button kind="quiet" onPress={() => window.location.reload()}>
            Try again
          </Button>
        </p>
      </>
    );
  }
}

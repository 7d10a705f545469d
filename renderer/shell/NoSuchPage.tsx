import { Link } from 'wouter';
import { PageHead } from './PageHead.tsx';

/** An address that leads nowhere. */
export function NoSuchPage() {
  return (
    <>
      <PageHead title="There is no such page." />
      <p>
        <Link href="/">Go to Fitness</Link>
      </p>
    </>
  );
}

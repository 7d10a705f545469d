import { QueryClientProvider } from '@tanstack/react-query';
import { Suspense, useMemo, useState, type RefObject } from 'react';
import { Redirect, Route, Router, Switch, useLocation, useSearch } from 'wouter';
import type { AppStatus } from '../../src/shared/app-status.ts';
import type { Format } from '../format.ts';
import { StaleLine } from '../components/StaleLine.tsx';
import { userLanguage } from '../language.ts';
import { measuresFor } from '../measures.ts';
import { useReach } from '../use-reach.ts';
import { createQueries } from '../view.ts';
import { ProvideWindow } from '../window-context.ts';
import { Navigation } from './Navigation.tsx';
import { useHashAddress } from './hash-address.ts';
import { NoSuchPage } from './NoSuchPage.tsx';
import { OutOfReach } from '../components/OutOfReach.tsx';
import { PageBoundary } from './PageBoundary.tsx';
import { APP_PAGES, FIRST_PAGE_BY_NAME, TRAINING_PAGES, WORKOUT_PATH, WorkoutPage } from './pages.ts';
import './Dashboard.css';

/** The page that the address names. */
function PageInView() {
  const [address] = useLocation();
  return (
    <PageBoundary address={address}>
      <Suspense fallback={<div className="page-loading" aria-busy="true" />}>
        <Switch>
          {[...TRAINING_PAGES, ...APP_PAGES].map(({ path, Page }) => (
            <Route key={path} path={path} component={Page} />
          ))}
          <Route path={WORKOUT_PATH} component={WorkoutPage} />
          <Route path={FIRST_PAGE_BY_NAME} component={ToFirstPage} />
          <Route component={NoSuchPage} />
        </Switch>
      </Suspense>
    </PageBoundary>
  );
}

interface DashboardProps {
  readonly status: AppStatus;
  readonly format: Format;
  /** Takes the focus when the dashboard comes after another screen. */
  readonly start: RefObject<HTMLElement | null>;
}

/** The pages of the window. Which one is in view, and how it is set, stands in the address. */
export function Dashboard({ status, format, start }: DashboardProps) {
  const [queries] = useState(createQueries);
  const isReached = useReach();
  const { units } = status.preferences;
  const measures = useMemo(() => measuresFor(userLanguage(), units), [units]);
  const context = useMemo(() => ({ status, format, measures }), [status, format, measures]);
  return (
    <QueryClientProvider client={queries}>
      <ProvideWindow value={context}>
        <Router hook={useHashAddress}>
          <div className="dashboard">
            <Navigation isReached={isReached} />
            <main className="page" ref={start} tabIndex={-1}>
              {isReached ? <StaleLine status={status} format={format} /> : <OutOfReach />}
              <PageInView />
            </main>
          </div>
        </Router>
      </ProvideWindow>
    </QueryClientProvider>
  );
}

/** Keeps how the page is set. */
function ToFirstPage() {
  const settings = useSearch();
  return <Redirect to={settings === '' ? '/' : `/?${settings}`} replace />;
}

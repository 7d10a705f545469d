import { createContext, use, useState, type ReactNode } from 'react';
import { RemovalDialog } from './RemovalDialog.tsx';

const Context = createContext<() => void>(() => undefined);

/** Asks whether everything shall be deleted. */
export function useRemoval(): () => void {
  return use(Context);
}

/** Lets a page begin the removal, and tells its end on whatever screen comes after it. */
export function ProvideRemoval({ children }: { readonly children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  const [begin] = useState(() => () => setOpen(true));
  return (
    <Context value={begin}>
      {children}
      {isOpen && <RemovalDialog onClose={() => setOpen(false)} />}
    </Context>
  );
}

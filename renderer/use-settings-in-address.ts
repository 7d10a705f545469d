import { useSearchParams } from 'wouter';

/** Changes some of the settings that stand in the page's address; an empty one reads as its default. */
type ChangeSettings = (changes: Readonly<Record<string, string>>) => void;

/** How a page is set, and a way to change it. A change replaces the address: back leaves the page. */
export function useSettingsInAddress(): readonly [URLSearchParams, ChangeSettings] {
  const [settings, setSettings] = useSearchParams();
  const change: ChangeSettings = (changes) =>
    setSettings((before) => new URLSearchParams({ ...Object.fromEntries(before), ...changes }), {
      replace: true,
    });
  return [settings, change];
}

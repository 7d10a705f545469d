import { sep } from 'node:path';

/**
 * The file of the AppImage that an executable runs from, or null. A program that is started from inside an AppImage
 * inherits its variables, so they count only for an executable that lies in its mount.
 */
export function appImageOf(
  executable: string,
  variables: Readonly<Record<string, string | undefined>>,
): string | null {
  const { APPIMAGE: file = '', APPDIR: mount = '' } = variables;
  if (file === '' || mount === '') return null;
  return executable.startsWith(mount.endsWith(sep) ? mount : mount + sep) ? file : null;
}

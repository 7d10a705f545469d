import type { NativeKeychain } from '../../src/credentials/native-keychain.ts';

/** A native keychain that lives in a map; a test may replace single calls to make them fail. */
export function memoryKeychain(
  entries: Map<string, string>,
  replaced: Partial<NativeKeychain> = {},
): NativeKeychain {
  return {
    getPassword: (service, account) => Promise.resolve(entries.get(`${service}/${account}`) ?? null),
    setPassword: (service, account, password) => {
      entries.set(`${service}/${account}`, password);
      return Promise.resolve();
    },
    deletePassword: (service, account) => Promise.resolve(entries.delete(`${service}/${account}`)),
    ...replaced,
  };
}

export const STATUSES = ['all', 'completed', 'missed', 'planned'] as const;
export const SORT_KEYS = ['date', 'duration', 'distance', 'tss', 'if'] as const;
export const ROLLING_PERIODS = ['28d', '90d', '365d'] as const;

export type ListStatus = (typeof STATUSES)[number];
export type SortKey = (typeof SORT_KEYS)[number];
/** `all`, a number of days up to today, or a calendar year such as `2025`. */
export type ListPeriod = 'all' | (typeof ROLLING_PERIODS)[number] | `${number}`;

/** Which workouts are listed, and in what order. All of it stands in the address. */
export interface ListChoice {
  readonly search: string;
  /** Null for all sports. */
  readonly sportId: number | null;
  /** Of what is planned all is listed, whatever the period. */
  readonly period: ListPeriod;
  /** `all` is all up to today. */
  readonly status: ListStatus;
  readonly withPower: boolean;
  /** Zero for any duration. */
  readonly minimumMinutes: number;
  readonly sort: SortKey;
  /** Largest or newest first; of what is planned, the nearest day comes first unless asked otherwise. */
  readonly descending: boolean;
}

export const ALL_WORKOUTS: ListChoice = {
  search: '',
  sportId: null,
  period: 'all',
  status: 'all',
  withPower: false,
  minimumMinutes: 0,
  sort: 'date',
  descending: true,
};

/** Reads an address; what is missing in it or makes no sense is as at first. */
export function choiceIn(address: URLSearchParams): ListChoice {
  const status = STATUSES.find((one) => one === address.get('status')) ?? ALL_WORKOUTS.status;
  const sort = SORT_KEYS.find((one) => one === address.get('sort')) ?? ALL_WORKOUTS.sort;
  const order = address.get('order');
  return {
    search: address.get('q') ?? '',
    sportId: wholeNumber(address.get('sport')),
    period: periodOf(address.get('period') ?? 'all'),
    status,
    withPower: address.get('power') === 'yes',
    minimumMinutes: wholeNumber(address.get('minutes')) ?? 0,
    sort,
    descending: order === null ? isUsuallyDescending(status, sort) : order === 'down',
  };
}

/** The address of a list that is set so; what is as at first is left out. */
export function addressOf(choice: ListChoice): URLSearchParams {
  const { search, sportId, period, status, withPower, minimumMinutes, sort, descending } = choice;
  const parts: readonly (readonly [string, string | null])[] = [
    ['q', search === '' ? null : search],
    ['sport', sportId === null ? null : String(sportId)],
    ['period', period === 'all' ? null : period],
    ['status', status === 'all' ? null : status],
    ['power', withPower ? 'yes' : null],
    ['minutes', minimumMinutes === 0 ? null : String(minimumMinutes)],
    ['sort', sort === 'date' ? null : sort],
    ['order', descending === isUsuallyDescending(status, sort) ? null : descending ? 'down' : 'up'],
  ];
  const address = new URLSearchParams();
  for (const [name, value] of parts) if (value !== null) address.set(name, value);
  return address;
}

/** The direction in which a list is wanted most: newest and largest first, plans nearest first. */
export function isUsuallyDescending(status: ListStatus, sort: SortKey): boolean {
  return !(status === 'planned' && sort === 'date');
}

function periodOf(text: string): ListPeriod {
  const rolling = ROLLING_PERIODS.find((one) => one === text);
  return rolling ?? (isYear(text) ? text : 'all');
}

function isYear(text: string): text is `${number}` {
  return /^\d{4}$/u.test(text);
}

function wholeNumber(text: string | null): number | null {
  return text !== null && /^\d{1,6}$/u.test(text) ? Number(text) : null;
}

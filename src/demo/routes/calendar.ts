import { midnight } from '../days.ts';
import { empty, json, message, serverFailure } from '../reply.ts';
import type { Reply } from '../reply.ts';
import { dayRange, jsonObject } from '../router.ts';
import type { DemoRequest, Parameters, Route } from '../router.ts';
import type { Collection, SimulatorState } from '../state.ts';
import type { WireObject } from '../wire-object.ts';

/** Events (races), calendar notes and availability. */
export function calendarRoutes(state: SimulatorState): Route[] {
  return [...eventRoutes(state), ...noteRoutes(state), ...availabilityRoutes(state)];
}

function eventRoutes(state: SimulatorState): Route[] {
  const athlete = '/tpapi/fitness/v6/athletes/:athleteId';
  const { events } = state;
  const ahead = (): WireObject[] =>
    sorted(events.all(), 'eventDate').filter((event) => dayOf(event, 'eventDate') >= state.today());
  const first = (list: WireObject[]): Reply => {
    const event = list[0];
    return event === undefined ? message(404, 'Not found.') : json(event);
  };
  return [
    {
      method: 'GET',
      pattern: `${athlete}/events/focusevent`,
      handler: () => first(ahead().filter((event) => event['atpPriority'] === 'A')),
    },
    { method: 'GET', pattern: `${athlete}/events/nextplannedevent`, handler: () => first(ahead()) },
    {
      method: 'GET',
      pattern: `${athlete}/events/:start/:end`,
      handler: (_, parameters) => json(within(events, 'eventDate', parameters)),
    },
    { method: 'POST', pattern: `${athlete}/events`, handler: serverFailure },
    { method: 'POST', pattern: `${athlete}/event`, handler: (request) => saveEvent(state, request, false) },
    { method: 'PUT', pattern: `${athlete}/event`, handler: (request) => saveEvent(state, request, true) },
    {
      method: 'DELETE',
      pattern: `${athlete}/event/:itemId`,
      handler: (_, parameters) => remove(events, parameters),
    },
  ];
}

function saveEvent(state: SimulatorState, request: DemoRequest, isUpdate: boolean): Reply {
  const event = jsonObject(request);
  const { personId, eventDate, id } = event;
  if (personId !== state.account.athleteId || typeof eventDate !== 'string') return serverFailure();
  if (isUpdate && state.events.find(Number(id)) === undefined) return message(404, 'Not found.');
  return json(
    state.events.save({ ...event, eventDate: midnight(eventDate.slice(0, 10)), id: isUpdate ? id : 0 }),
  );
}

function noteRoutes(state: SimulatorState): Route[] {
  const notes = '/tpapi/fitness/v1/athletes/:athleteId/calendarNote';
  const { calendarNotes } = state;
  return [
    ...['v1', 'v2', 'v3'].map((version) => ({
      method: 'GET',
      pattern: `/tpapi/fitness/${version}/athletes/:athleteId/calendarNote/:start/:end`,
      handler: (_: DemoRequest, parameters: Parameters) =>
        json(within(calendarNotes, 'noteDate', parameters)),
    })),
    { method: 'GET', pattern: `${notes}/:itemId/comments`, handler: () => empty() },
    ...itemRoutes(notes, calendarNotes, (note) => typeof note['noteDate'] === 'string'),
  ];
}

function availabilityRoutes(state: SimulatorState): Route[] {
  const path = '/tpapi/fitness/v1/athletes/:athleteId/availability';
  const { availability } = state;
  const mismatch = 'AthleteId of request url and AthleteId in body of request do not match';
  return [
    {
      method: 'GET',
      pattern: `${path}/:start/:end`,
      handler: (_, parameters) => {
        const { start, end } = dayRange(parameters);
        return json(
          availability
            .all()
            .filter((item) => dayOf(item, 'startDate') <= end && dayOf(item, 'endDate') >= start),
        );
      },
    },
    ...itemRoutes(path, availability, (item) => item['personId'] === state.account.athleteId, mismatch),
  ];
}

/** Create, read, replace and delete of single items. */
function itemRoutes(
  path: string,
  collection: Collection,
  isAcceptable: (item: WireObject) => boolean,
  refusal = 'The request is invalid.',
): Route[] {
  const save = (request: DemoRequest, id: number): Reply => {
    const item = jsonObject(request);
    return isAcceptable(item) ? json(collection.save({ ...withMidnights(item), id })) : message(400, refusal);
  };
  const ifKnown = (parameters: Parameters, answer: (item: WireObject) => Reply): Reply => {
    const item = collection.find(parameters.number('itemId'));
    return item === undefined ? message(404, 'Not found.') : answer(item);
  };
  return [
    { method: 'POST', pattern: path, handler: (request) => save(request, 0) },
    {
      method: 'GET',
      pattern: `${path}/:itemId`,
      handler: (_, parameters) => ifKnown(parameters, (item) => json(item)),
    },
    {
      method: 'PUT',
      pattern: `${path}/:itemId`,
      handler: (request, parameters) => ifKnown(parameters, () => save(request, parameters.number('itemId'))),
    },
    {
      method: 'DELETE',
      pattern: `${path}/:itemId`,
      handler: (_, parameters) => remove(collection, parameters),
    },
  ];
}

function remove(collection: Collection, parameters: Parameters): Reply {
  return collection.delete(parameters.number('itemId')) ? empty() : message(404, 'Not found.');
}

function within(collection: Collection, key: string, parameters: Parameters): WireObject[] {
  const { start, end } = dayRange(parameters);
  return sorted(collection.all(), key).filter((item) => dayOf(item, key) >= start && dayOf(item, key) <= end);
}

function sorted(items: WireObject[], key: string): WireObject[] {
  return items.sort((a, b) => dayOf(a, key).localeCompare(dayOf(b, key)));
}

function dayOf(item: WireObject, key: string): string {
  return String(item[key]).slice(0, 10);
}

function withMidnights(item: WireObject): WireObject {
  const dates = ['noteDate', 'startDate', 'endDate'].filter((key) => typeof item[key] === 'string');
  return { ...item, ...Object.fromEntries(dates.map((key) => [key, midnight(dayOf(item, key))])) };
}

import type { SimulatedWorkout } from '../account.ts';
import { serverTime } from '../days.ts';
import { bytes, empty, json, message, Refusal } from '../reply.ts';
import type { Reply } from '../reply.ts';
import { jsonObject } from '../router.ts';
import type { Parameters, Route } from '../router.ts';
import type { SimulatorState } from '../state.ts';
import { deviceFile } from '../wire/device-file.ts';
import { emptyDetails, recordingDetails } from '../wire/details.ts';
import { detailData } from '../wire/laps.ts';
import { requireWorkout } from './workouts.ts';
import type { WireObject } from '../wire-object.ts';

/** What hangs on one workout: details, laps, the device file, comments, the private note. */
export function workoutPartRoutes(state: SimulatorState): Route[] {
  const workout = '/tpapi/fitness/v6/athletes/:athleteId/workouts/:workoutId';
  const comments = '/tpapi/fitness/v2/athletes/:athleteId/workouts/:workoutId/comments';
  const note = '/tpapi/fitness/v6/workouts/:workoutId/privateWorkoutNote';
  const on = (
    handle: (workout: SimulatedWorkout, parameters: Parameters, body: () => WireObject) => Reply,
  ) => {
    const handler: Route['handler'] = (request, parameters) =>
      handle(requireWorkout(state, parameters), parameters, () => jsonObject(request));
    return handler;
  };
  return [
    { method: 'GET', pattern: `${workout}/details`, handler: on(details) },
    {
      method: 'GET',
      pattern: `${workout}/detaildata`,
      handler: on((found) =>
        found.recording === null
          ? message(400, 'No detail data for this workout.')
          : json(detailData(found.workoutId, found.recording)),
      ),
    },
    { method: 'GET', pattern: `${workout}/rawfiledata/:fileId`, handler: on(rawFile) },
    { method: 'GET', pattern: comments, handler: on((found) => json(commentsOf(found.row()))) },
    {
      method: 'POST',
      pattern: comments,
      handler: on((found, _, body) => addComment(state, found, body())),
    },
    {
      method: 'DELETE',
      pattern: `${comments}/:itemId`,
      handler: on((found, parameters) => deleteComment(state, found, parameters.number('itemId'))),
    },
    { method: 'GET', pattern: note, handler: on((found) => privateNote(state, found)) },
    {
      method: 'PUT',
      pattern: note,
      handler: on((found, _, body) => {
        const text = body()['note'];
        if (typeof text !== 'string') throw new Refusal(message(400, 'The request is invalid.'));
        state.workouts.setPrivateNote(found.workoutId, text);
        return empty(200);
      }),
    },
  ];
}

function details(workout: SimulatedWorkout): Reply {
  const { recording, workoutId } = workout;
  return json(
    recording === null
      ? emptyDetails(workoutId)
      : recordingDetails(workoutId, recording, workout.lastModified),
  );
}

function rawFile(workout: SimulatedWorkout, parameters: Parameters): Reply {
  const { recording } = workout;
  const startTime = workout.row()['startTime'];
  if (recording?.fileId !== parameters.number('fileId') || typeof startTime !== 'string') {
    return message(404, 'Not found.');
  }
  return bytes(deviceFile(startTime, recording), 'application/gzip', {
    'Content-Disposition': `attachment; filename="${recording.fileName}"`,
  });
}

function commentsOf(row: WireObject): WireObject[] {
  const comments = row['workoutComments'];
  return Array.isArray(comments) ? (comments as WireObject[]) : [];
}

function addComment(state: SimulatorState, workout: SimulatedWorkout, body: WireObject): Reply {
  const text = body['value'];
  if (typeof text !== 'string' || text === '') return message(400, 'The request is invalid.');
  const before = commentsOf(workout.row());
  const highest = before.reduce((id, comment) => Math.max(id, Number(comment['id'])), 70_000_000);
  const comment = {
    id: highest + 1,
    workoutId: workout.workoutId,
    comment: text,
    dateCreated: serverTime(state.now()),
    commenterPersonId: state.account.athleteId,
    commenterName: 'Dana Demo',
    firstName: 'Dana',
    lastName: 'Demo',
    isCoach: false,
    commenterPhotoUrl: null,
  };
  const workoutComments = [...before, comment];
  state.workouts.upsert({ workoutId: workout.workoutId, workoutComments });
  return json(workoutComments);
}

function deleteComment(state: SimulatorState, workout: SimulatedWorkout, commentId: number): Reply {
  const before = commentsOf(workout.row());
  const workoutComments = before.filter((comment) => comment['id'] !== commentId);
  if (workoutComments.length === before.length) return message(404, 'Not found.');
  state.workouts.upsert({ workoutId: workout.workoutId, workoutComments });
  return empty();
}

function privateNote(state: SimulatorState, workout: SimulatedWorkout): Reply {
  const saved = state.workouts.privateNote(workout);
  return json({ note: saved?.note ?? null, dateTimeUpdatedUtc: saved?.updated ?? null });
}

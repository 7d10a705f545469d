import { SPORTS } from '../../shared/sports.ts';

const SUB_TYPES: Readonly<Record<number, readonly (readonly [number, string])[]>> = {
  1: [
    [1, 'Open Water Swim'],
    [2, 'Pool Swim'],
  ],
  2: [
    [3, 'Road Bike'],
    [4, 'Gravel Bike'],
    [5, 'Track Bike'],
    [6, 'Indoor Bike'],
    [7, 'Cyclocross'],
    [8, 'E-Bike'],
    [9, 'Hand Cycling'],
    [47, 'Time Trial'],
    [49, 'Virtual Bike'],
  ],
  3: [
    [10, 'Road Run'],
    [11, 'Track Run'],
    [12, 'Trail Run'],
    [13, 'Indoor Run'],
    [50, 'Virtual Run'],
  ],
  8: [
    [14, 'XC'],
    [15, 'Enduro'],
    [16, 'Downhill'],
    [17, 'Short Track'],
    [18, 'Fat Bike'],
    [19, 'E-MTB'],
  ],
  12: [
    [39, 'Indoor Rowing'],
    [51, 'Virtual Rowing'],
  ],
  13: [
    [41, 'Hike'],
    [42, 'Treadmill Walk'],
    [43, 'Mountaineering'],
    [44, 'Hunting'],
  ],
  29: [
    [20, 'Mobility'],
    [21, 'Functional Fitness'],
    [22, 'Yoga'],
    [23, 'Rock Climbing'],
    [24, 'Hybrid Strength'],
    [25, 'Stretching'],
  ],
};

/** The answer of `fitness/v6/workouttypes`. */
export const WORKOUT_TYPES = SPORTS.map((sport) => ({
  id: sport.id,
  name: sport.name,
  subTypes: (SUB_TYPES[sport.id] ?? []).map(([id, name]) => ({ id, name })),
}));

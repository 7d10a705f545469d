import { it } from 'vitest';
import { connectAthlete } from './support/mcp-fixture.ts';
it('x', async () => {
  for (const seasons of [1,3]) {
  let t = performance.now();
  const f = await connectAthlete({ seasons });
  console.log('connect', performance.now() - t); t = performance.now();
  const a = await f.call('tp_get_fitness', { days: 7 });
  console.log('first', performance.now() - t, f.rows.length, f.simulator.requests.length); t = performance.now();
  console.log(a.text);
  for (const [n, i] of [['tp_get_peaks', {}], ['tp_training_zones_distribution', {}], ['tp_get_workouts', {}],['tp_fitness_trend',{}],['tp_training_load_summary',{}],['tp_performance_summary',{}],['tp_get_planned_workouts',{}],['tp_get_profile',{}],['tp_auth_status',{}],['tp_refresh_auth',{}]] as const) {
    const b = await f.call(n, i); console.log(n, performance.now() - t); t = performance.now(); if (seasons===3) console.log(b.text);
  }
  await f.close();
  }
});

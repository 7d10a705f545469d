import type { ZoneDistribution } from '../src/mcp/tools/tp-training-zones-distribution.ts';
import type { Peaks } from '../src/mcp/tools/tp-get-peaks.ts';

/** The tools that pages ask, with what their answers hold. Types alone cross from the main process. */
export interface ToolData {
  readonly tp_training_zones_distribution: ZoneDistribution;
  readonly tp_get_peaks: Peaks;
}

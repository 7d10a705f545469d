import type { DayRange } from '../../charts/performance/types.ts';
import { Button } from '../../components/Button.tsx';

interface LastSeasonProps {
  readonly season: DayRange;
  readonly onShow: (season: DayRange) => void;
}

/** Above a chart whose days hold no load: the way to the days that do. */
export function LastSeason({ season, onShow }: LastSeasonProps) {
  return (
    <p className="last-season">
      No workout with a TSS in these days.{' '}
      <Button kind="link" onPress={() => onShow(season)}>
        Show the last season
      </Button>
    </p>
  );
}

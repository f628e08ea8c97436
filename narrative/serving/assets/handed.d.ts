/* Made by `make scripts` of narrative/serving/handed.py, which says what each is. Not to be edited. */

export interface FaultWords {
  where: string;
  message: string;
}

export interface WatchData {
  story: string;
  title: string;
}

export interface WatchState {
  page: string | null;
  steps: string[];
  faults: FaultWords[];
}

/* Days, months and years as numbers: proleptic Gregorian, of any age. A day is counted as geo/reading/days.py does. */

const CYCLE = 146097; /* days of 400 years, after which the calendar repeats itself */

/**
 * The day number of the first of a month (0 for January); years are astronomical, of any age, which a Date is not.
 * @param {number} year
 * @param {number} month
 */
export function dayOf(year, month) {
  const y = month < 2 ? year - 1 : year;
  const m = (month + 10) % 12;
  const era = Math.floor(y / 400);
  const inside = y - era * 400;
  return (
    era * CYCLE + inside * 365 + Math.floor(inside / 4) - Math.floor(inside / 100) + Math.floor((153 * m + 2) / 5) - 305
  );
}

/**
 * {year, month} of a day number.
 * @param {number} day
 */
export function monthOf(day) {
  let year = Math.floor((day - 1) / (CYCLE / 400)) + 1;
  let month = 0;
  while (dayOf(year, 0) > day) year--;
  while (dayOf(year + 1, 0) <= day) year++;
  while (month < 11 && dayOf(year, month + 1) <= day) month++;
  return { year, month };
}

/**
 * A year as people say it: there is none of the number 0.
 * @param {number} year
 */
export function yearWords(year) {
  const number = year < 1 ? 1 - year : year;
  const digits = number > 9999 ? number.toLocaleString("en") : String(number);
  return year < 1 ? digits + " BC" : year < 1000 ? "AD " + digits : digits;
}

/**
 * A year without a year 0: 1 BC is -1.
 * @param {number} year
 */
export function common(year) {
  return year < 1 ? year - 1 : year;
}

const dayOf = (date: Date): string => `${date.getFullYear()}-${date.getMonth()}-${date.getDate()}`;

/** How long ago something was, as far as the words for it go. */
export type When = { readonly kind: 'today' | 'yesterday'; readonly time: string } | { readonly kind: 'day'; readonly day: string };

/** When something was, seen from now: today, yesterday, or the day, with the year where it is another one. */
export function whenWas(date: Date, now: Date): When {
  const time = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(date);
  if (dayOf(date) === dayOf(now)) return { kind: 'today', time };
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  if (dayOf(date) === dayOf(yesterday)) return { kind: 'yesterday', time };
  const year = date.getFullYear() === now.getFullYear() ? {} : ({ year: 'numeric' } as const);
  return { kind: 'day', day: new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', ...year }).format(date) };
}

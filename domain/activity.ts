import type { Activity, ActivityItem } from '../contract/activity.ts'

/** The paths that a search finds an activity by: its document and each parent. `events/E/registrations/R` also has `events/E`. */
export const thingsOf = (thing: string): string[] => {
  const parts = thing.split('/')
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'))
}

/** An entry of the activity log as the API gives it. */
export const presentActivity = (id: string, activity: Activity): ActivityItem => ({ ...activity, id })

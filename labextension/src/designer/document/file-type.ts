/** The type of `*.lrs.json` files, and what opens them. */
export const FILE_TYPE = 'anneal-schedule';
export const FILE_EXTENSION = '.lrs.json';
export const SCHEDULE_MIME = 'application/vnd.anneal.schedule.v1+json';
export const FACTORY = 'Schedule Designer';

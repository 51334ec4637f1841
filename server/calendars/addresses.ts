import { config, requireValue } from '../config.ts'

/** Where entries have their pages. */
export const webUrl = requireValue('LABSEAT_WEB_URL', config.mail.webUrl)
/** Where calendar programs read. */
export const apiUrl = requireValue('LABSEAT_API_URL', config.mail.apiUrl)

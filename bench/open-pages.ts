import { documents } from '../server/documents.ts'
import { api } from '../testing/api.ts'
import { measureBell, storeNotices } from '../testing/bell.ts'
import { inChromium, signIn, web } from './pages.ts'
import type { Person } from './people.ts'

/** All in milliseconds. */
export type OpenPages = { roleChanges: number[]; bell: { opening: number; hearing: number } }

/** Measures how soon an open page shows a changed role, and how much scripting the bell takes with 1,000 notifications. */
export const measureOpenPages = async (admin: Person, other: Person): Promise<OpenPages> => {
  await documents.access(admin.uid).update({ role: 'admin' })
  return inChromium(async (browser) => {
    const context = await browser.newContext()
    const page = await context.newPage()
    await signIn(page, other)
    // The page shows this heading once it knows the role.
    await page.goto(`${web}/admin`)
    await page.getByRole('heading', { name: 'This page is for admins' }).waitFor()
    const adminLink = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Admin' })
    const roleChanges: number[] = []
    for (const role of Array.from({ length: 10 }, (_, round) => (round % 2 === 0 ? 'admin' : 'member'))) {
      const began = performance.now()
      const { status, text } = await api('PUT', `/v1/users/${other.uid}/role`, { role }, admin)
      if (status !== 200) throw new Error(`The role was not changed: ${text}`)
      await adminLink.waitFor({ state: role === 'admin' ? 'visible' : 'detached' })
      roleChanges.push(performance.now() - began)
    }
    await storeNotices(other.uid, 1000)
    await page.goto(web)
    return { roleChanges, bell: await measureBell(page, other.uid) }
  })
}

import type { Page } from 'playwright-core'

/** A page of a person's server: notebook 6 begins at /tree, JupyterLab at /lab. */
export const serverPage = /\/user\/[0-9a-f]{32}\/(tree|lab)/

/** Presses *Open my lab* on the event page, and waits for the person's server. @returns its address */
export const openLab = async (page: Page): Promise<string> => {
  await page.getByRole('button', { name: 'Open my lab' }).click()
  await page.waitForURL(serverPage, { timeout: 120_000 })
  return page.url()
}

const runInJupyterLab = async (page: Page): Promise<void> => {
  await page.locator('.jp-LauncherCard[data-category="Notebook"]').first().click()
  await page.locator('.jp-Notebook .cm-content').first().fill('6 * 7')
  await page.keyboard.press('Shift+Enter')
  await page.locator('.jp-OutputArea-output', { hasText: '42' }).waitFor()
}

const runInNotebook6 = async (page: Page): Promise<void> => {
  await page.locator('#new-dropdown-button').click()
  const [notebook] = await Promise.all([
    page.context().waitForEvent('page'),
    page.locator('#kernel-python3 a').click(),
  ])
  await notebook.locator('.kernel_idle_icon').waitFor()
  await notebook.locator('.code_cell .CodeMirror').click()
  await notebook.keyboard.type('6 * 7')
  await notebook.keyboard.press('Shift+Enter')
  await notebook.locator('.output_text', { hasText: '42' }).waitFor()
  await notebook.close()
}

/** Runs `6 * 7` in a new notebook of the open server, and waits for 42. */
export const runCell = (page: Page): Promise<void> =>
  page.url().includes('/lab?') || /\/lab\/?$/.test(page.url()) ? runInJupyterLab(page) : runInNotebook6(page)
